"""A complete small lesson, to be broken in one place at a time."""

import pytest

LESSON = """---
lesson: physics-7-density
language: en
title: Density
subject: physics
grades: [7]
book: "Physics 7"
section: "2"
licence: CC-BY-4.0
objectives:
  - code: "7.2.2.11"
    text: explain what density means
skills:
  - id: physics.density
    title: find density
terms:
  - {key: density, kk: тығыздық, ru: плотность, en: density, gloss: mass of a unit volume, aliases: [a, b, c, d, e]}
  - {key: mass, kk: масса, ru: масса, en: mass, gloss: how much matter, aliases: [a, b, c, d, e]}
  - {key: volume, kk: көлем, ru: объём, en: volume, gloss: how much room, aliases: [a, b, c, d, e]}
---

## definition {#density}
**Density** is the mass of a unit volume of a substance.

## plain_words {#plain}
Density tells how tightly matter is packed.

## explanation {#short depth=short}
Density is mass divided by volume.

## explanation {#standard depth=standard}
Density is mass divided by volume: $\\rho = \\frac{m}{V}$.

## explanation {#deep depth=deep}
Density depends on the mass of the particles and on how closely they lie.

## contrast {#density-or-mass a="density" b="mass"}
| | density | mass |
|---|---|---|
| unit | kg/m³ | kg |

## cause {#why}
Iron is denser than wood because its atoms are heavier.

## misconception {#bigger betrayed_by="the bigger piece is denser"}
A bigger piece of iron is not denser than a small one.

## worked_example {#aluminium}
A block of 2 m³ has a mass of 5400 kg, so $\\rho = 5400 : 2 = 2700$ kg/m³.

## figure {#cubes src=cubes.svg alt="Two cubes on scales"}
The iron cube is heavier.

## figure {#overflow src=overflow.svg alt="A vessel that overflows"}
The stone pushes the water out.

## summary {#summary}
Density is mass per unit volume.
"""

TASK = """
## task {{#{key} difficulty={difficulty} skill=physics.density answer="600" unit="kg/m³"}}
An oak beam has a volume of 0,5 m³ and a mass of 300 kg. What is its density?

### hints
1. What does density tell?
2. Write down the mass and the volume.
3. The formula is $\\rho = m / V$.
4. Divide 300 kg by the volume.
5. $\\rho = 300 : 0{{,}}5$. Work it out.

### solution
$\\rho = \\frac{{300}}{{0{{,}}5}} = 600$ kg/m³.
"""


@pytest.fixture
def source() -> str:
    """A lesson without any problem."""
    tasks = [TASK.format(key=f"oak-{number}", difficulty=min(number, 5)) for number in range(1, 7)]
    return LESSON + "".join(tasks)
