import pytest

from tutor.dialogue.model import Move, PastTurn
from tutor.dialogue.moves import choose
from tutor.language import detect

SHOWN = (PastTurn("what is density", "en", Move.DEFINE, ("physics-7-density@en.1#density",)),)


@pytest.mark.parametrize(
    ("message", "move"),
    [
        ("тығыздық деген не?", Move.DEFINE),
        ("тыгыздык деген не", Move.DEFINE),
        ("tygyzdyq degenimiz ne", Move.DEFINE),
        ("что такое плотность", Move.DEFINE),
        ("What is density?", Move.DEFINE),
        ("неге мұз суда батпайды?", Move.GIVE_CAUSES),
        ("почему лёд плавает", Move.GIVE_CAUSES),
        ("why does ice float", Move.GIVE_CAUSES),
        ("тығыздықты қалай табамыз", Move.SHOW_METHOD),
        ("как найти объём", Move.SHOW_METHOD),
        ("how do I find the mass?", Move.SHOW_METHOD),
        ("фотосинтез қалай жүреді", Move.WALK_STEPS),
        ("как происходит фотосинтез", Move.WALK_STEPS),
        ("масса мен салмақтың айырмашылығы", Move.COMPARE),
        ("чем отличается масса от веса", Move.COMPARE),
        ("difference between mass and weight", Move.COMPARE),
        ("Қазақ хандығы қашан құрылды", Move.STATE_FACT),
        ("в каком году образовалось ханство", Move.STATE_FACT),
        ("who founded the khanate", Move.STATE_FACT),
        ("фотосинтез", Move.EXPLAIN),
        ("привет!", Move.GREET),
        ("Сәлем", Move.GREET),
        ("рахмет", Move.THANK),
        ("are you human?", Move.INTRODUCE_SELF),
        ("???", Move.CLARIFY),
        ("🤔", Move.CLARIFY),
        ("масса 300 г, объём 2 л, найди плотность", Move.SHOW_METHOD),
        ("дененің тығыздығын тап", Move.SHOW_METHOD),
        ("ауырлық күші неге тең?", Move.SHOW_METHOD),
        ("чему равна сила тяжести?", Move.SHOW_METHOD),
        ("calculate the speed of the car", Move.SHOW_METHOD),
        ("тығыздық орысша қалай", Move.TRANSLATE_TERM),
    ],
)
def test_a_message_asks_for_its_move(message: str, move: Move) -> None:
    assert choose(message, detect(message), None, ()).move is move


@pytest.mark.parametrize("message", ["неге", "why?", "почему?", "оңайырақ", "проще", "an example", "мысал"])
def test_a_follow_up_goes_on_with_what_was_shown(message: str) -> None:
    assert choose(message, detect(message), None, SHOWN).follows_up


@pytest.mark.parametrize(
    ("message", "move"),
    [
        ("тағы бір тапсырма", Move.GIVE_TASK),
        ("дай ещё одну задачу", Move.GIVE_TASK),
        ("another task", Move.GIVE_TASK),
        ("шешуін көрсет", Move.SHOW_SOLUTION),
        ("просто скажи ответ", Move.SHOW_SOLUTION),
        ("show me the solution", Move.SHOW_SOLUTION),
        ("формуласы қандай?", Move.SHOW_METHOD),
        ("а как это найти?", Move.SHOW_METHOD),
        ("орысша қалай болады?", Move.TRANSLATE_TERM),
        ("а по-казахски?", Move.TRANSLATE_TERM),
        ("and in Russian?", Move.TRANSLATE_TERM),
    ],
)
def test_a_short_follow_up_says_its_move(message: str, move: Move) -> None:
    choice = choose(message, detect(message), None, SHOWN)
    assert (choice.move, choice.follows_up) == (move, True)


@pytest.mark.parametrize("message", ["неге", "why?", "пример"])
def test_a_follow_up_to_nothing_asks_what_is_meant(message: str) -> None:
    assert choose(message, detect(message), None, ()).move is Move.CLARIFY


def test_a_tapped_chip_says_its_move() -> None:
    choice = choose("Мысал", detect("Мысал"), "give_example", SHOWN)
    assert (choice.move, choice.follows_up) == (Move.GIVE_EXAMPLE, True)


def test_an_unknown_action_is_read_as_text() -> None:
    assert choose("what is density", detect("what is density"), "format_disk", ()).move is Move.DEFINE
