"""Doubts a careful editor would raise about a text's own dates; each module finds kinds of one family."""
