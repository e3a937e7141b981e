"""SQL that says where the parts of a statement stand after people's decisions."""


def pieces(part: str) -> str:
    """Return the SQL of the spans of a part, as JSON, of a statement `s` with any decision `d` on it."""
    found = f"""SELECT json_group_array(json_array(start_char, end_char)) FROM statement_spans
        WHERE statement_id = s.id AND part = '{part}'"""
    return f"coalesce(json_extract(d.spans, '$.{part}'), ({found}))"
