"""Words that show a message speaks of the student or somebody known to the student."""

from guardrails.recognizers.pattern import compiled

FIRST_PERSON = (
    r"(?<!\w)(?:мен(?:ің|ин|і)?|меним|маған|біз(?:дің)?|я|мы|мне|меня|мой|моя|моё|мое|мои|моего|моей"
    r"|моём|мою|наш\w{0,3}|у нас|i|i'?m|im|my|we|our|me"
    r"|men|mening|menin|meniń|bizdin|moi|moya|ya|menya)(?!\w)"
)
STUDYING = (
    r"(?<!\w)(?:оқимын|оқимыз|оқып\s+жүр\w*|оқитын\w*|оқиды|оқушы\w*|учусь|учимся|учится|учился"
    r"|учеби\w+|ученик\w*|ученица\w*|ученице\w*|перевел\w+|study|studying|attend|pupil|student"
    r"|oqimyn|okimyn|oqimin|okimin|uchus|go\s+to|из|сыныптамын|сыныптамыз|сыныптасым\w*|одноклассни\w+"
    r"|classmate\w*|кластас\w*)(?!\w)"
)
LIVING = (
    r"(?<!\w)(?:тұрамын|тұрамыз|турамын|турамыз|тұрады|тұрам|turamyn|turamin|мекенжай\w*|мекен-жай\w*"
    r"|мекенжайым|адрес\w*|живу|живём|живем|живёт|живет|прожива\w+|приход\w+|приезжа\w+|zhivu|live"
    r"|lives|living|address|visit|come\s+to|үйім\w*|үйіміз|дом у)(?!\w)"
)
PERSONAL = compiled(f"{FIRST_PERSON}|{STUDYING}|{LIVING}")
PERSONAL_OR_SCHOOL = compiled(f"{FIRST_PERSON}|{STUDYING}")
AT_HOME = compiled(LIVING)
