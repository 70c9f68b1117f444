"""Is it the same thing? Judgements on the entries of the directory, and the graph that follows them.

The ledger of judgements is append-only; what is one thing (``clusters``) is a pure function of it, and what
is said of things that are one stands at the one that is kept. Nothing is merged away: records, relations and
referrals are moved with their ids, and ``undo`` brings the state that would be there without the judgement.

What a window needs:

- ``queue.waiting(view, limit=…) -> list[Candidate]``: pairs that wait for a person, those with a refuge
  first, then the surest, each with its two ``Side``s (entry, addresses, sources), its ``Evidence`` in words
  and the ``judgement`` to answer; ``queue.count_waiting(view)``; ``queue.decided(view, limit=…) ->
  list[Decision]``, latest first.
- ``judge.accept(store, scope, judgement, commit=…)``, ``judge.reject(…)``, ``judge.undo(…)``, each
  ``-> Judged(judgement, changed, kept)``; ``judge.judge(store, scope, pair, Verdict.SAME)`` for a pair that
  nobody proposed. "Later" is no act: the pair goes on waiting.

Only a coordinator or an administrator judges. ``kept`` is what the two are found as; an entry that went has a
``same_as`` edge to it. Refused are ``ContradictingJudgementError`` (an earlier judgement says otherwise) and
``OpensClientsError`` (accounts of the one would meet consents to the other).
"""
