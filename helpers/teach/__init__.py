"""Predictions, claims and exercises: all that asks a learner something and answers.

It looks at a Recording and at what the learner wrote, and knows nothing of running or drawing.
"""
