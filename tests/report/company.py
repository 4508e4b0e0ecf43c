"""Who stands with whom in the invented pieces: agreement, networks, statements."""


def agreement_rows(stance_rows, sentence, ids):
    """On the policy Desk and Board agree; on the ties Harbour and Board do."""
    harbour, desk, board = ids
    pairs = (("rok_asean_policy", desk, 2, board, 2), ("korea_asean_ties", harbour, 1, board, 4))
    surest = {(row["article_id"], row["target_id"]): row["confidence"] for row in stance_rows}
    for target, *two in pairs:
        for one, own, other, others in (two, [*two[2:], *two[:2]]):
            yield {
                "article_id": one,
                "target_id": target,
                "relation": "shares",
                "rank": 1,
                "other_id": other,
                "stance": -1 if target == "rok_asean_policy" else 1,
                "confidence": surest[one, target],
                "sentence_id": sentence(one, own)["sentence_id"],
                "text": sentence(one, own)["text"],
                "other_stance": -1 if target == "rok_asean_policy" else 1,
                "other_confidence": surest[other, target],
                "other_sentence_id": sentence(other, others)["sentence_id"],
                "other_text": sentence(other, others)["text"],
                "n_shares": 1,
                "n_opposes": 0,
                "n_neutral": 1 if target == "korea_asean_ties" else 0,
            }


TIES = [
    ("person", "Harbour Desk", "korea_asean_ties", 2, 0),
    ("organisation", "Trade Desk", "rok_asean_policy", 0, 1),
    ("person", "Editorial Board", "korea_asean_ties", 1, 0),
    ("person", "Editorial Board", "rok_asean_policy", 0, 1),
    ("person", "an official", "rok_asean_policy", 0, 1),
]


def node_rows():
    for kind in ("actor", "concept"):
        seen = {}
        for actor_kind, actor, concept, supports, opposes in TIES:
            key = (actor_kind, actor) if kind == "actor" else ("concept", concept)
            sums = seen.setdefault(key, [0, 0])
            sums[0] += supports
            sums[1] += opposes
        for (node_kind, label), (supports, opposes) in seen.items():
            yield {
                "node_id": f"{node_kind}:{label}",
                "label": label,
                "type": node_kind,
                "author": label.endswith(("Desk", "Board")),
                "statements": supports + opposes,
                "supports": supports,
                "opposes": opposes,
                "pieces": 1,
            }


def edge_rows():
    for kind, actor, concept, supports, opposes in TIES:
        yield {
            "network": "actor_concept",
            "source": f"{kind}:{actor}",
            "target": f"concept:{concept}",
            "weight": supports + opposes,
            "supports": supports,
            "opposes": opposes,
            "polarity": "supports" if supports else "opposes",
            "share": 1.0,
            "years": "2025",
        }
    yield {
        "network": "actor_congruence",
        "source": "person:Editorial Board",
        "target": "person:Harbour Desk",
        "weight": 1,
        "supports": 1,
        "opposes": 0,
        "polarity": "supports",
        "share": 0.5,
    }


def discourse_rows(evidence_rows, articles):
    by_id = {row["article_id"]: row for row in articles}
    for row in evidence_rows:
        if row["stance"]:
            author = by_id[row["article_id"]]["authors"]
            speaker = author if row["speaker"] == "author" else row["speaker"]
            yield {
                **{
                    name: row[name]
                    for name in ("article_id", "sentence_id", "start_char", "end_char", "text")
                },
                "date": by_id[row["article_id"]]["published"],
                "person": None if speaker == "Trade Desk" else speaker,
                "organisation": speaker if speaker == "Trade Desk" else None,
                "concept": row["target_id"],
                "agreement": int(row["stance"] > 0),
            }
