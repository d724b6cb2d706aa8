"""The commented blueprint that ``exam new`` writes; it can be assembled as it stands."""

from __future__ import annotations

__all__ = ["blueprint_scaffold"]

_TEXT = """\
# What every form of the exam must hold; mlinterview exam assemble turns it into forms.
# All fields but one demand may be left out.
id: {id}
title: "My exam"
instructions: >-
  Work on your own. Partly right answers earn part of the points.
scheme: standard                  # marking scheme: a name or a file

# Totals: a number is exact; or {{min: 18, max: 22}}, either of which may be left out.
items: 16
minutes: {{min: 45, max: 60}}       # sum of the items' minutes; the most is printed as time allowed
# points: {{max: 30}}
difficulty: {{min: 2.0, max: 2.6}}  # mean of the labels: 1 recall, 2 core, 3 advanced, 4 expert

# Only these items are used at all. Conditions: category, area, topic, task, subtask, skill, role,
# format, difficulty, bloom, pool; a value, or a list of which any will do.
# where: {{role: [ml_engineer, mlops_engineer]}}

# Cells: how much of one kind of item the whole form holds, as min and max items, points or minutes.
cells:
  - {{difficulty: 4, max: 3}}
  - {{format: free_text, max: 1}}
  - {{format: [numeric, short_answer, cloze], min: 4}}
  # - {{task: deployment, points: {{min: 4}}}}

# Sections are printed in this order; an item stands in one whose 'where' it meets.
sections:
  - title: "From the need to the problem"
    where: {{category: [problem_setup, conventions]}}
    items: 6
  - title: "Models and mathematics"
    where: {{category: [algorithm_knowledge, ml_theory]}}
    items: 6
    cells:
      - {{category: ml_theory, min: 2, max: 3}}
  - title: "Something is wrong"
    where: {{category: ml_debugging}}
    items: 4
    # include: [single-batch-loss-oscillates]   # on every form, in this section

include: []                       # items that every form holds
exclude: []                       # items that no form holds
enemies: []                       # groups of which a form holds one at most: [[one-item, another]]
not_in: []                        # earlier forms whose items are not used again: files, or ids
# status: [reviewed, draft]       # drafts and retired items stay out unless asked for
# pool: [exam]                    # items for practice alone always stay out

# Parallel forms: enemies, and items of one family, never share a form.
forms: 2
overlap: 0                        # the most items that any two forms share
tolerance: {{difficulty: 0.2, minutes: 5}}   # how far any two forms may lie apart

shuffle: {{items: false, options: true}}     # items stand by difficulty unless they are shuffled
seed: 1                           # the same seed gives the same forms on every machine

# Test information at an ability (0 is the mean, 1 a standard deviation above it), from a file with
# item_id,a,b or what mlinterview analyze --irt 2pl --json printed; else from difficulty labels.
# information: {{ability: 0, min: 2.5}}
# parameters: parameters.csv
"""


def blueprint_scaffold(name: str = "my-exam") -> str:
    """A commented blueprint with this id.

    >>> blueprint_scaffold().splitlines()[2]
    'id: my-exam'
    """
    return _TEXT.format(id=name)
