//! The browser's search beside the program's: the very modules that are published, run in an
//! embedded engine on the very pack that is published, give the same answers as the index.

use std::collections::BTreeMap;
use std::io::Read as _;

use jingwei::search::pack::{Pack, PackFiles};
use jingwei::search::{
    Filters, Passage, PassageKind, SearchIndex, SearchRequest, Sort, build, gather, pack,
};
use rquickjs::loader::{Loader, Resolver};
use rquickjs::module::Declared;
use rquickjs::{CatchResultExt as _, Context, Ctx, Function, Module, Promise, Runtime, TypedArray};
use serde_json::{Value, json};

use crate::built_site;
use crate::random::Random;
use crate::sample;

/// What the engine lacks of a browser, and the way in.
const GLUE: &str = r#"
globalThis.TextDecoder = class {
    decode(bytes = []) {
        let text = "";
        for (let at = 0; at < bytes.length; ) {
            const first = bytes[at++];
            const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
            let code = more === 0 ? first : first & (0x3f >> more);
            for (let rest = more; rest > 0; rest--) code = (code << 6) | (bytes[at++] & 0x3f);
            text += String.fromCodePoint(code);
        }
        return text;
    }
};
const { Pack } = await import("search/pack.js");
const { answer } = await import("search/answer.js");
const pack = await Pack.open(async (name) => loadFile(name));
globalThis.ask = async (request) => JSON.stringify(await answer(pack, JSON.parse(request)));
"#;

/// The scripts of the theme, found by the paths they import each other by.
struct Scripts;

impl Resolver for Scripts {
    fn resolve(
        &mut self,
        _ctx: &Ctx<'_>,
        base: &str,
        name: &str,
        _attributes: Option<rquickjs::loader::ImportAttributes<'_>>,
    ) -> rquickjs::Result<String> {
        let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
        Ok(match name.strip_prefix("./") {
            Some(sibling) if folder.is_empty() => sibling.to_owned(),
            Some(sibling) => format!("{folder}/{sibling}"),
            None => name.to_owned(),
        })
    }
}

impl Loader for Scripts {
    fn load<'js>(
        &mut self,
        ctx: &Ctx<'js>,
        name: &str,
        _attributes: Option<rquickjs::loader::ImportAttributes<'js>>,
    ) -> rquickjs::Result<Module<'js, Declared>> {
        let path = built_site::repository_folder()
            .join("themes/default/js")
            .join(name);
        let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        Module::declare(ctx.clone(), name, text)
    }
}

/// A browser's search on a pack.
struct Browser {
    context: Context,
    _runtime: Runtime,
}

impl Browser {
    fn open(files: &PackFiles) -> Self {
        let runtime = Runtime::new().expect("an engine");
        runtime.set_loader(Scripts, Scripts);
        runtime.set_max_stack_size(4 << 20);
        let context = Context::full(&runtime).expect("a context");
        let files: BTreeMap<String, Vec<u8>> = files
            .iter()
            .filter_map(|(path, bytes)| {
                let name = path.splitn(4, '/').nth(3)?;
                Some((name.to_owned(), bytes.clone()))
            })
            .collect();
        context.with(|ctx| {
            let load = loader(&ctx, files);
            ctx.globals().set("loadFile", load).expect("set");
            Module::evaluate(ctx.clone(), "glue.js", GLUE)
                .and_then(|promise| promise.finish::<()>())
                .catch(&ctx)
                .unwrap_or_else(|error| panic!("{error}"));
        });
        Self {
            context,
            _runtime: runtime,
        }
    }

    fn ask(&self, request: &Value) -> Value {
        self.context.with(|ctx| {
            let ask: Function<'_> = ctx.globals().get("ask").expect("the glue sets it");
            let answer = ask
                .call::<_, Promise<'_>>((request.to_string(),))
                .and_then(|promise| promise.finish::<String>())
                .catch(&ctx)
                .unwrap_or_else(|error| panic!("{request}: {error}"));
            serde_json::from_str(&answer).expect("JSON")
        })
    }
}

/// A function that brings a file, inflated.
fn loader<'js>(ctx: &Ctx<'js>, files: BTreeMap<String, Vec<u8>>) -> Function<'js> {
    let load = move |ctx: Ctx<'js>, name: String| {
        let bytes = files.get(&name).unwrap_or_else(|| panic!("no file {name}"));
        let mut inflated = Vec::new();
        flate2::read::ZlibDecoder::new(bytes.as_slice())
            .read_to_end(&mut inflated)
            .expect("a zlib stream");
        TypedArray::<u8>::new(ctx, inflated).map(TypedArray::into_value)
    };
    Function::new(ctx.clone(), load).expect("a function")
}

/// A request as the browser makes it.
fn in_json(request: &SearchRequest) -> Value {
    json!({
        "query": request.query,
        "filters": request.filters,
        "sort": request.sort,
        "facets": request.facets,
        "limit": request.limit,
        "offset": request.offset,
    })
}

/// An answer of the program as the browser gives it: wordings of notices are the page's own.
fn expected(index: &SearchIndex, request: &SearchRequest) -> Value {
    let mut answer = index.search(request).expect("an answer");
    for hit in &mut answer.results {
        // JSON of the two differs in how a whole number is written.
        hit.score = (hit.score * 1e4).round() / 1e4;
    }
    let mut answer = serde_json::to_value(answer).expect("plain data");
    if let Some(code) = answer["notice"].get("code").cloned() {
        answer["notice"] = json!({ "code": code });
    }
    answer
}

/// Takes the scores out of an answer, to be compared as numbers.
fn scores(answer: &mut Value) -> Vec<f64> {
    let results = answer["results"].as_array_mut().expect("a list");
    let scores = results.iter_mut().map(|hit| hit["score"].take());
    scores
        .map(|score| score.as_f64().unwrap_or_default())
        .collect()
}

/// Compares both on many requests; says how many found something.
fn compare(index: &SearchIndex, files: &PackFiles, requests: &[SearchRequest]) -> usize {
    let browser = Browser::open(files);
    let mut answered = 0;
    for request in requests {
        let mut wanted = expected(index, request);
        let mut found = browser.ask(&in_json(request));
        answered += usize::from(wanted["total"] != 0);
        for (ours, theirs) in scores(&mut wanted).into_iter().zip(scores(&mut found)) {
            assert!(
                (ours - theirs).abs() <= 1e-4,
                "{request:?}: {ours} {theirs}"
            );
        }
        assert_eq!(
            serde_json::to_string_pretty(&found).expect("JSON"),
            serde_json::to_string_pretty(&in_order_of(&found, wanted)).expect("JSON"),
            "{request:?}"
        );
    }
    answered
}

/// A value with the keys of its maps in the order of another.
fn in_order_of(model: &Value, value: Value) -> Value {
    match (model, value) {
        (Value::Object(model), Value::Object(mut map)) => {
            let mut ordered = serde_json::Map::new();
            for (key, model) in model {
                if let Some(value) = map.shift_remove(key) {
                    ordered.insert(key.clone(), in_order_of(model, value));
                }
            }
            ordered.extend(map);
            Value::Object(ordered)
        }
        (Value::Array(model), Value::Array(values)) => {
            let mut models = model.iter();
            Value::Array(
                values
                    .into_iter()
                    .map(|value| in_order_of(models.next().unwrap_or(&Value::Null), value))
                    .collect(),
            )
        }
        (_, value) => value,
    }
}

#[test]
fn the_browser_answers_as_the_program_does_on_this_site() {
    let site = built_site::repository();
    let linked = site.compilation.site.as_ref().expect("a site");
    let passages = gather(&linked.knowledge_base, &linked.graph);
    let requests = requests(&passages, 1_200, 20_161_120);
    let files = &site.search.pack_files;
    let answered = compare(&site.search.index, files, &requests);
    assert!(answered > 700, "{answered} found something");
    let pack = Pack::from_files(files.clone()).expect("a pack");
    for request in &requests {
        let answer = pack.search(request).expect("an answer");
        assert_eq!(
            answer,
            site.search.index.search(request).expect("an answer")
        );
    }
}

#[test]
fn the_browser_answers_as_the_program_does_on_ten_thousand_passages() {
    let passages = sample::passages(10_000, 40, 7);
    let files = build(&passages).expect("an index");
    let index = SearchIndex::from_files(files).expect("just built");
    let files = pack::write(&index).expect("a pack");
    let requests = requests(&passages, 1_000, 4_711);
    let answered = compare(&index, &files, &requests);
    assert!(answered > 500, "{answered} found something");
}

#[test]
fn hostile_queries_get_the_same_answers() {
    let site = built_site::repository();
    let long = |piece: &str| piece.repeat(10_000 / piece.chars().count());
    let queries = [
        long("边民互市"),
        long("a* "),
        long("\""),
        long("- OR "),
        long("title:"),
        long("\u{301}"),
        long("第一百二十三条"),
        "\u{0}\u{7}\u{1b}[31m边民".to_owned(),
        "\u{FFFF}\"边民 -\"互市".to_owned(),
        "year:99999999999999999999..".to_owned(),
    ];
    let requests = queries.map(SearchRequest::new);
    let files = &site.search.pack_files;
    compare(&site.search.index, files, &requests);
    // A lone surrogate, which only a browser can be given.
    let browser = Browser::open(files);
    let answer: String = browser.context.with(|ctx| {
        let ask = r#"ask(JSON.stringify({query: "\ud800边民\udc00"}))"#;
        let answer = ctx.eval::<Promise<'_>, _>(ask);
        let answer = answer.and_then(|promise| promise.finish::<String>());
        answer.catch(&ctx).unwrap_or_else(|error| panic!("{error}"))
    });
    assert!(answer.contains(r#""results":["#), "{answer}");
}

/// Requests as people and programs make them: pieces of texts of one to eight characters, words,
/// names, quotations, operators, filters, slips, and what makes no sense.
fn requests(passages: &[Passage], count: usize, seed: u64) -> Vec<SearchRequest> {
    let mut random = Random::new(seed);
    (0..count)
        .map(|number| {
            let mut request = SearchRequest::new(query(passages, &mut random));
            let passage = random.choose(passages);
            let filters = &mut request.filters;
            match random.below(8) {
                0..=2 => filters.locale = Some(passage.locale.clone()),
                3 => filters.kind = vec![passage.kind, PassageKind::Case],
                4 => filters.ministry = passage.ministries.iter().take(2).cloned().collect(),
                5 => filters.topic = passage.topics.iter().take(1).cloned().collect(),
                6 => filters.region = passage.regions.iter().take(1).cloned().collect(),
                _ => *filters = Filters::default(),
            }
            request.facets = number % 5 == 0;
            if number % 7 == 0 {
                request.sort = Sort::Date;
            }
            if number % 11 == 0 {
                (request.limit, request.offset) = (random.below(30), random.below(30));
            }
            request
        })
        .collect()
}

fn query(passages: &[Passage], random: &mut Random) -> String {
    let piece = |random: &mut Random| {
        let passage = random.choose(passages);
        let text = match random.below(4) {
            0 => &passage.title,
            1 => passage.names.first().unwrap_or(&passage.title),
            _ => &passage.body,
        };
        let text = if text.is_empty() {
            &passage.title
        } else {
            text
        };
        if passage.locale == "en" {
            let words: Vec<&str> = text.split_whitespace().collect();
            let start = random.below(words.len());
            let end = (start + 1 + random.below(3)).min(words.len());
            return words[start..end].join(" ");
        }
        let characters: Vec<char> = text.chars().collect();
        let start = random.below(characters.len());
        let end = (start + 1 + random.below(8)).min(characters.len());
        characters[start..end].iter().collect()
    };
    let one = piece(random);
    match random.below(16) {
        0 => format!("\"{one}\""),
        1 => format!("{one} {}", piece(random)),
        2 => format!("{one} -{}", piece(random)),
        3 => format!("{one} OR {} {}", piece(random), piece(random)),
        4 => format!("title:{one}"),
        5 => format!("{one} year:2016..2020"),
        6 => format!("kind:案例,measure {one}"),
        7 => format!(
            "ministry:{} {one}",
            random.choose(&["NDRC", "水利部", "mof", "发改委"])
        ),
        8 => one.to_uppercase(),
        9 => one.chars().rev().collect(),
        10 => one.chars().take(4).collect(),
        11 => {
            let mut slip: Vec<char> = one.chars().collect();
            let place = random.below(slip.len());
            slip.remove(place);
            slip.into_iter().collect()
        }
        12 => (*random.choose(&[
            "",
            "-",
            "\"",
            "OR",
            "興邊富民",
            "ＮＤＲＣ",
            "xbfm",
            "户边员",
            "辺民",
            "第三条",
            "50号",
            "〔2017〕50",
            "國土資源部",
            "ministry:國土資源部",
            "kind:舉措 饮水",
            "时效:失效 边民",
            "year:2016年至2020年",
            "policy:xbfm-13-5 -边民",
            "border title:residents",
            "护边员 OR 互市 OR bordr",
            "-边境 -边境 边民",
            "国办发〔2017〕五十号",
            "kind:",
            "year:2017",
            "-边境",
            "infrastr",
            "bordr",
            "边",
        ]))
        .to_owned(),
        _ => one,
    }
}
