"""The fixed words of a paper, in English and Vietnamese."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LANGUAGES", "Words", "words_in"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words and sentences with ``{}`` slots; a count's two forms are one where a language has one.

    Attributes:
        hints: how to answer, by format.
    """

    name: str
    examinee: str
    group: str
    date: str
    form: str
    variant: str
    time: str
    minute: str
    minutes: str
    extra_time: str
    question: str
    questions: str
    point: str
    points: str
    earned: str
    total: str
    section: str
    instructions: str
    page_of: str
    passage: str
    passages: str
    see_passage: str
    figure: str
    no_figure: str
    answer: str
    blank: str
    options: str
    answer_sheet: str
    sheet_hint: str
    on_question: str
    true: str
    false: str
    none_of_them: str
    key: str
    right: str
    explanation: str
    derivation: str
    sample_answer: str
    rubric: str
    at_most: str
    probes: str
    red_flags: str
    references: str
    hints: dict[str, str]

    @staticmethod
    def number(value: float) -> str:
        """Points or minutes, without a needless fraction.

        >>> Words.number(2.0), Words.number(1 / 3)
        ('2', '0.33')
        """
        return f"{round(value, 2):.12g}"

    @staticmethod
    def capital(word: str) -> str:
        """The word as it begins a line."""
        return word[:1].upper() + word[1:]

    def minute_count(self, value: float) -> str:
        """``45 minutes``."""
        return f"{self.number(value)} {self.minute if value == 1 else self.minutes}"

    def point_count(self, value: float) -> str:
        """``2 points``."""
        return f"{self.number(value)} {self.point if value == 1 else self.points}"

    def question_count(self, value: int) -> str:
        """``12 questions``."""
        return f"{value} {self.question if value == 1 else self.questions}"


_ENGLISH = Words(
    name="Name",
    examinee="Examinee number",
    group="Group",
    date="Date",
    form="Form",
    variant="Variant",
    time="Time",
    minute="minute",
    minutes="minutes",
    extra_time="extra time included",
    question="question",
    questions="questions",
    point="point",
    points="points",
    earned="Earned",
    total="Total",
    section="Section",
    instructions="Instructions",
    page_of="Page {} of {}",
    passage="Question {} refers to the following.",
    passages="Questions {} refer to the following.",
    see_passage="This question refers to what is printed before question {}.",
    figure="Figure",
    no_figure="The figure cannot be printed: {}",
    answer="Answer",
    blank="Blank",
    options="Options",
    answer_sheet="Answer sheet",
    sheet_hint="Fill one bubble for each choice; write letters, numbers and words on the lines.",
    on_question="written below the question",
    true="True",
    false="False",
    none_of_them="none of them",
    key="Key",
    right="right",
    explanation="Explanation",
    derivation="Derivation",
    sample_answer="Sample answer",
    rubric="Rubric",
    at_most="at most {}",
    probes="Ask on",
    red_flags="Red flags",
    references="References",
    hints={
        "single_choice": "Choose one option.",
        "multi_select": "Choose all options that apply; there may be none.",
        "true_false": "True or false?",
        "matching": "Match each row with one option; an option may serve several rows or none.",
        "ordering": "Write the letters of all steps in the right order.",
        "numeric": "Answer with a number.",
        "short_answer": "Answer with a word or a short line.",
        "cloze": "Fill in the blanks.",
        "prose": "Answer in a few sentences.",
        "list": "Answer with a list.",
        "formula": "Answer with a formula, and say what its signs mean.",
    },
)

_VIETNAMESE = Words(
    name="Họ và tên",
    examinee="Số báo danh",
    group="Lớp",
    date="Ngày",
    form="Đề",
    variant="Mã đề",
    time="Thời gian",
    minute="phút",
    minutes="phút",
    extra_time="đã gồm thời gian bổ sung",
    question="câu hỏi",
    questions="câu hỏi",
    point="điểm",
    points="điểm",
    earned="Điểm đạt",
    total="Tổng",
    section="Phần",
    instructions="Hướng dẫn",
    page_of="Trang {}/{}",
    passage="Câu {} dùng dữ kiện sau đây.",
    passages="Các câu {} dùng dữ kiện sau đây.",
    see_passage="Câu này dùng dữ kiện in trước câu {}.",
    figure="Hình",
    no_figure="Không in được hình: {}",
    answer="Trả lời",
    blank="Chỗ trống",
    options="Lựa chọn",
    answer_sheet="Phiếu trả lời",
    sheet_hint="Tô một ô cho mỗi lựa chọn; viết chữ cái, số và từ lên các dòng.",
    on_question="viết ngay dưới câu hỏi",
    true="Đúng",
    false="Sai",
    none_of_them="không có lựa chọn nào",
    key="Đáp án",
    right="đúng",
    explanation="Giải thích",
    derivation="Cách suy ra",
    sample_answer="Câu trả lời mẫu",
    rubric="Thang chấm",
    at_most="tối đa {}",
    probes="Câu hỏi thêm",
    red_flags="Dấu hiệu đáng lo",
    references="Tài liệu tham khảo",
    hints={
        "single_choice": "Chọn một phương án.",
        "multi_select": "Chọn tất cả các phương án đúng; có thể không có phương án nào.",
        "true_false": "Đúng hay sai?",
        "matching": "Ghép mỗi dòng với một phương án;"
        " một phương án có thể dùng nhiều lần hoặc không.",
        "ordering": "Viết chữ cái của tất cả các bước theo đúng thứ tự.",
        "numeric": "Trả lời bằng một số.",
        "short_answer": "Trả lời bằng một từ hoặc một dòng ngắn.",
        "cloze": "Điền vào chỗ trống.",
        "prose": "Trả lời bằng vài câu.",
        "list": "Trả lời bằng một danh sách.",
        "formula": "Trả lời bằng một công thức và nêu ý nghĩa các ký hiệu.",
    },
)

LANGUAGES = {"en": _ENGLISH, "vi": _VIETNAMESE}


def words_in(language: str) -> Words:
    """The fixed words in ``en`` or ``vi``."""
    return LANGUAGES[language]
