"""A storm of messages on one case: every message at every state, in any order, from anybody, twice.

``ground``: a world for each example, in a thread of its own. ``scene``: one case, how messages are sent to it and
what the register has of it. ``starts``: the states a case begins in. ``answers``: what is sent. ``authority``: who may
send what, told apart from the rules under test. ``invariants``: what must hold whatever came. ``machine``: the storm.
"""
