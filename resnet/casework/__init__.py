"""The front door for people's acts: rules of the field, and clocks that warn and never block."""
