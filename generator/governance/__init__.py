"""What a change may do: two states of a catalog compared, and rules about the way from one
to the other. Pure, like the evaluation: no files, no clock.
"""
