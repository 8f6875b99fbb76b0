"""Procedures that several articles share: review chain, consultation, public notice, joint act.

Each is data with citations: an article's file says which kinds it uses, on which basis and for whom.
"""
