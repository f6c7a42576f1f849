// An engine for tests of the page: it knows thirty things, answers at once, and does what a test tells it by what is asked.
// It stands in for the theme's js/search/client.js, so it is one module without imports.

const NAMES = { mwr: "水利部", mnr: "自然资源部", infrastructure: "基础设施", "xbfm-13-5": "兴边富民行动“十三五”规划" };
const WATER = [{ text: "水利", marked: true }, { text: "设施建设工程", marked: false }];

const measure = (n) => ({
  id: `xbfm-13-5#t${n}`, kind: "measure", locale: "zh", url: `zh/policies/xbfm-13-5/t1-2/#t1-2.${n}`, title: `水利设施建设工程${n}`,
  headings: ["兴边富民行动“十三五”规划", "主要任务和重点工程", "围绕强基固边推进边境地区基础设施建设"], score: 30 - n,
  snippet: [{ text: "支持农田", marked: false }, { text: "水利", marked: true }, { text: "、防洪抗旱减灾、水资源开发利用与保护、水土保持和农村水电等民生工程，加快一批重点水源工程。", marked: false }],
  title_fragments: [...WATER, { text: String(n), marked: false }], ministries: ["mwr", "mnr"], bodies: ["水利部", "国土资源部"], case_count: 3,
  policy: "xbfm-13-5", year: 2017, date: "2017-05-28", status: "expired", topics: ["infrastructure"],
  alternates: [{ locale: "en", url: "en/policies/xbfm-13-5/t1-2/" }], more: n === 1 ? 2 : 0,
});
const THINGS = [
  ...Array.from({ length: 24 }, (_, n) => measure(n + 1)),
  { ...measure(25), id: "case:chongzuo-nuts", kind: "case", url: "zh/cases/chongzuo-nuts/", title: "=坚果产业,“水利”先行", headings: ["崇左市"], title_fragments: [{ text: "=坚果产业,“", marked: false }, { text: "水利", marked: true }, { text: "”先行", marked: false }], bodies: [], ministries: [], case_count: 0, year: 2022, date: null, status: null, more: 0 },
  { ...measure(26), id: "ministry:mwr", kind: "ministry", url: "zh/ministries/mwr/", title: "水利部", headings: [], title_fragments: [{ text: "水利", marked: true }, { text: "部", marked: false }], bodies: [], case_count: 0, policy: null, year: null, date: null, status: null, topics: [] },
  { ...measure(27), id: "term:water", kind: "term", url: "zh/terms/#border-resident", title: "水利枢纽", headings: [], title_fragments: WATER, bodies: [], ministries: [], case_count: 0, policy: null, year: null, date: null, status: null, topics: [], alternates: [] },
  { ...measure(28), id: "xbfm-13-5#g1", kind: "section", locale: "en", url: "en/policies/xbfm-13-5/g1/", title: "Water conservancy", headings: ["The plan", "Tasks"], title_fragments: [{ text: "Water", marked: true }, { text: " conservancy", marked: false }], snippet: [{ text: "Build ", marked: false }, { text: "water", marked: true }, { text: " works.", marked: false }], bodies: [], case_count: 0, alternates: [{ locale: "zh", url: "zh/policies/xbfm-13-5/g1/" }] },
];

const values = (hit, group) => ({ kind: [hit.kind], ministry: hit.ministries, topic: hit.topics, policy: [hit.policy], year: [hit.year], status: [hit.status], region: [] })[group].filter(Boolean).map(String);
const passes = (hit, filters, but) => (filters.locale === null || hit.locale === filters.locale)
  && Object.entries(filters).every(([group, wanted]) => group === "locale" || group === but || !wanted.length || values(hit, group).some((value) => wanted.includes(value)));
const counted = (hits, filters, group) => {
  const counts = new Map();
  for (const hit of hits.filter((hit) => passes(hit, filters, group))) for (const value of values(hit, group)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, label: NAMES[value] ?? "", count }));
};

export function connect(options) {
  globalThis.asked = [];
  globalThis.connected = options;
  let broken = false;
  return {
    async ask(request) {
      globalThis.asked.push(request);
      const { query, filters, limit, offset, sort } = request;
      if (query === "慢") await new Promise((resolve) => { globalThis.answerNow = resolve; });
      if (query === "断") broken = true;
      if (broken) throw Object.assign(new Error("gone"), { code: "unavailable" });
      const matching = /^(water|水|发)/.test(query) || query === "慢" || query === "" ? THINGS : [];
      const found = matching.filter((hit) => passes(hit, filters));
      if (sort === "date") found.reverse();
      const groups = ["kind", "ministry", "region", "topic", "policy", "year", "status"];
      return {
        query, total: found.length, total_is_exact: query !== "水利约", results: found.slice(offset, offset + limit),
        notice: query === "水利水电" ? { code: "partial", zh: "", en: "" } : null,
        expansions: query.startsWith("发改委") ? [{ typed: "发改委", also: ["国家发展和改革委员会", "国家发展改革委"] }] : [],
        suggestions: query === "水力" ? [{ kind: "spelling", query: "水利" }]
          : query === "发改委国土" ? [{ kind: "successor", query: "自然资源部", name: "国土资源部", title: "自然资源部", url: "zh/ministries/mnr/" }] : [],
        facets: request.facets ? Object.fromEntries(groups.map((group) => [group, counted(matching, filters, group)])) : null,
      };
    },
    retry() {
      broken = false;
    },
  };
}
