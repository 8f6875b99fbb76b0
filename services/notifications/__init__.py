"""What people are told: the wording of every notice, its way by mail, and when to try again.

Pure of the database: activities claim the rows of the outbox and write down what came of them.
"""
