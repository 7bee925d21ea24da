// Invented answers in three languages: every kind of block and outcome, chosen by a word in the question.

const m = (inner, display = "inline") => `<math xmlns="http://www.w3.org/1998/Math/MathML" display="${display}"><mrow>${inner}</mrow></math>`;
const density = m("<mi>ρ</mi><mo>=</mo><mfrac><mi>m</mi><mi>V</mi></mfrac>", "block");
const wide = m(
  Array.from({ length: 18 }, (_, i) => `<msup><mi>x</mi><mn>${i + 2}</mn></msup><mo>+</mo>`).join("") + "<mn>1</mn>",
  "block",
);

const cite = (label) => [{ label, version: "v-density", unit: "density", start: 0, end: 40 }];

const words = {
  kk: {
    label: "Физика 7 · §12 · 48-бет",
    title: "Тығыздық",
    book: "Физика 7",
    define: "<p><strong>Тығыздық</strong> — заттың бірлік көлеміндегі массасы: бірдей көлемнің қайсысы ауыр екенін көрсетеді.</p>",
    legend: `<ul><li>${m("<mi>ρ</mi>")} — тығыздық, кг/м³;</li><li>${m("<mi>m</mi>")} — масса, кг;</li><li>${m("<mi>V</mi>")} — көлем, м³.</li></ul>`,
    example: "<p>Мысалы, 1 литр судың массасы 1 кг, ал 1 литр күнбағыс майының массасы шамамен 0,92 кг. Сондықтан май судың бетіне қалқып шығады.</p>",
    task: `<p>Көлемі ${m("<mn>0,5</mn>")} м³ ағаштың массасы 300 кг. Ағаштың тығыздығы қандай?</p>`,
    caption: "Көлемі бірдей екі текше: темір текше таразы табағын төмен басады.",
    table: "<table><thead><tr><th></th><th>тығыздық</th><th>масса</th><th>салмақ</th></tr></thead><tbody><tr><th>нені көрсетеді</th><td>бірлік көлемдегі массаны</td><td>денедегі зат мөлшерін</td><td>тірекке түсетін күшті</td></tr><tr><th>бірлігі</th><td>кг/м³</td><td>кг</td><td>Н</td></tr></tbody></table>",
    notCovered: "<p>Бұл сұрақтың жауабы сенің сабақтарыңда жоқ. Ең жақын сабақ — «Тығыздық». Сұрағыңды мұғалімге жіберуге болады.</p>",
    support: "<p>Айтқаның үшін рақмет. Мұндай кезде жалғыз қалмау керек. Дәл қазір қауіпсіз жердесің бе?</p><p>150 — балаларға арналған сенім телефоны, 112 — шұғыл көмек. Мектептегі жауапты ересек адам да бұл туралы біледі, өйткені сенің амандығың маңызды.</p>",
    chips: ["Мысал", "Оңайырақ", "Неге?", "Есеп бер"],
    sure: ["Шын айтамын", "Қалжыңдадым", "Сөйлескім келеді"],
    reply: "<p>Жақсы сұрақ! Мұздың тығыздығы судікінен кіші, сондықтан ол қалқиды. Ертең тәжірибе жасап көреміз.</p>",
    error: "Қазір жауап бере алмадым. Сұрағың сақталды, бір минуттан кейін қайта жіберіп көр.",
    sent: "Сұрағың мұғалімге жіберілді. Әдетте ол бір күн ішінде жауап береді.",
    wrong: "Сынып коды, нөмір немесе PIN-код қате. Тексеріп, қайта енгіз.",
  },
  ru: {
    label: "Физика 7 · §12 · с. 48",
    title: "Плотность",
    book: "Физика 7",
    define: "<p><strong>Плотность</strong> — это масса единицы объёма вещества: она показывает, насколько тяжёл один и тот же объём разных веществ.</p>",
    legend: `<ul><li>${m("<mi>ρ</mi>")} — плотность, кг/м³;</li><li>${m("<mi>m</mi>")} — масса, кг;</li><li>${m("<mi>V</mi>")} — объём, м³.</li></ul>`,
    example: "<p>Например, 1 л воды имеет массу 1 кг, а 1 л подсолнечного масла — около 0,92 кг. Поэтому масло всплывает на поверхность воды.</p>",
    task: `<p>Деревянный брус объёмом ${m("<mn>0,5</mn>")} м³ имеет массу 300 кг. Какова плотность дерева?</p>`,
    caption: "Два кубика одного объёма: железный опускает чашу весов.",
    table: "<table><thead><tr><th></th><th>плотность</th><th>масса</th><th>вес</th></tr></thead><tbody><tr><th>что показывает</th><td>массу единицы объёма</td><td>количество вещества в теле</td><td>силу, действующую на опору</td></tr><tr><th>единица</th><td>кг/м³</td><td>кг</td><td>Н</td></tr></tbody></table>",
    notCovered: "<p>В твоих уроках этого нет. Ближе всего урок «Плотность». Вопрос можно отправить учителю.</p>",
    support: "<p>Спасибо, что рассказываешь об этом. С таким не нужно оставаться одному. Ты сейчас в безопасности?</p><p>150 — детский телефон доверия, 112 — экстренная помощь. Об этом узнает и ответственный взрослый в школе, потому что ты важен для нас.</p>",
    chips: ["Пример", "Проще", "Почему?", "Дай задачу"],
    sure: ["Я серьёзно", "Это шутка", "Хочу поговорить"],
    reply: "<p>Хороший вопрос! Плотность льда меньше, чем у воды, поэтому он плавает. Завтра проверим на опыте.</p>",
    error: "Сейчас ответить не получилось. Вопрос сохранён, отправь его ещё раз через минуту.",
    sent: "Вопрос отправлен учителю. Обычно он отвечает в течение дня.",
    wrong: "Код класса, номер или ПИН-код не подошли. Проверь их и введи ещё раз.",
  },
  en: {
    label: "Physics 7 · §12 · p. 48",
    title: "Density",
    book: "Physics 7",
    define: "<p><strong>Density</strong> is the mass of a unit volume of a substance: it tells which of two equal volumes is heavier.</p>",
    legend: `<ul><li>${m("<mi>ρ</mi>")} is the density, kg/m³;</li><li>${m("<mi>m</mi>")} is the mass, kg;</li><li>${m("<mi>V</mi>")} is the volume, m³.</li></ul>`,
    example: "<p>For example, 1 litre of water has a mass of 1 kg, and 1 litre of sunflower oil about 0,92 kg. That is why oil floats on water.</p>",
    task: `<p>A wooden beam has a volume of ${m("<mn>0,5</mn>")} m³ and a mass of 300 kg. What is the density of the wood?</p>`,
    caption: "Two cubes of the same volume: the iron one pulls its pan down.",
    table: "<table><thead><tr><th></th><th>density</th><th>mass</th><th>weight</th></tr></thead><tbody><tr><th>what it tells</th><td>the mass of a unit volume</td><td>how much matter a body has</td><td>the force on the support</td></tr><tr><th>unit</th><td>kg/m³</td><td>kg</td><td>N</td></tr></tbody></table>",
    notCovered: "<p>Your lessons do not cover this. The nearest lesson is “Density”. You can send the question to your teacher.</p>",
    support: "<p>Thank you for telling me. Nobody should be alone with this. Are you safe right now?</p><p>150 is the children's helpline, 112 is for emergencies. A responsible adult at school will be told too, because you matter.</p>",
    chips: ["Example", "Simpler", "Why?", "Give me a task"],
    sure: ["I mean it", "I was joking", "I want to talk"],
    reply: "<p>Good question! Ice is less dense than water, so it floats. We will try it out tomorrow.</p>",
    error: "I could not answer just now. Your question is kept, send it again in a minute.",
    sent: "Your question has been sent to your teacher, who usually replies within a day.",
    wrong: "The class code, the number or the PIN is not right. Check them and try again.",
  },
};

export const say = (language) => words[language] ?? words.en;

const block = (n, kind, lang, html, citations = []) => ["block", { n, kind, lang, html, citations }];
const chips = (labels) => labels.map((label) => ({ label, text: label, action: "more" }));
const done = (outcome, labels = [], can_ask_teacher = false) => ["done", { outcome, chips: chips(labels), can_ask_teacher }];
const lesson = (w, lang) => ({ title: w.title, book: w.book, section: "12", version: "v-density", lang });

/** The events of an answer, without their ids. */
export function answer(question, language) {
  const w = say(language);
  const figure = `<figure><img src="/api/figures/v-density/cubes.svg" alt="${w.caption}" width="320" height="160"><figcaption>${w.caption}</figcaption></figure>`;
  const from = ["sources", { lessons: [lesson(w, language)], crossed: false }];
  if (/error/.test(question)) return [["error", { code: "model_down", text: w.error }]];
  if (/ice|мұз|лёд/.test(question)) return [block(1, "text", language, w.notCovered), done("not_covered", w.chips.slice(0, 2), true)];
  if (/sad|қиын|плохо/.test(question)) return [block(1, "support", language, w.support), done("support", w.sure)];
  if (/russian/.test(question))
    return [
      block(1, "text", "ru", words.ru.define, cite(words.ru.label)),
      ["sources", { lessons: [lesson(words.ru, "ru")], crossed: true }],
      done("answered", w.chips, true),
    ];
  if (/table|кесте|таблиц/.test(question))
    return [
      block(1, "table", language, w.table, cite(w.label)),
      block(2, "figure", language, figure, cite(w.label)),
      block(3, "formula", language, wide),
      from,
      done("answered", w.chips),
    ];
  return [
    block(1, "text", language, w.define, cite(w.label)),
    block(2, "formula", language, density + w.legend),
    block(3, "text", language, w.example),
    block(4, "task", language, w.task),
    from,
    done("answered", w.chips, true),
  ];
}

export const page = (language) => {
  const w = say(language);
  return {
    title: w.title,
    book: w.book,
    section: "12",
    page: 48,
    language,
    current: false,
    attribution: "Ustaz starter curriculum, CC BY 4.0",
    html: `<h2>${w.title}</h2>${w.example.repeat(5)}<p><mark id="cited">${w.define.replace(/<\/?p>/g, "")}</mark></p>${density}${w.table}${w.example.repeat(4)}`,
  };
};

export const cubes = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 160"><g fill="none" stroke="#1c2328" stroke-width="3"><path d="M160 30v110M120 140h80M60 50l200 30M30 110h60M230 130h60"/></g><rect x="40" y="74" width="36" height="36" fill="#d9a441"/><rect x="242" y="94" width="36" height="36" fill="#5b6670"/></svg>`;
