"""Training in the plan: who needs which course, where it lies, and what it keeps from flying."""
