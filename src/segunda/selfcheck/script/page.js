/* The page: one question at a time, then what may be open. ECMAScript 5 only.
   What is typed lives in `answers`, in memory; it is written down only when she asks for it. */
(function () {
  "use strict";
  var SAY = MODEL.say, KEY = "p", DAYS = 31;
  var answers = {}, skipped = {}, trail = [], now = today(), keeping = false, current = null;
  var main = document.getElementById("page");

  /* --- building ------------------------------------------------------------------------ */
  function make(tag, what, inside) {
    var made = document.createElement(tag);
    Object.keys(what || {}).forEach(function (name) {
      if (name === "click") { made.onclick = what[name]; } else { made.setAttribute(name, what[name]); }
    });
    (inside === undefined ? [] : [].concat(inside)).forEach(function (one) {
      if (one !== null) { made.appendChild(typeof one === "string" ? text(one) : one); }
    });
    return made;
  }

  function text(words) { return document.createTextNode(words); }
  function paragraph(words, kind) { return make("p", kind ? {"class": kind} : {}, words); }

  function button(words, click, kind) {
    return make("button", {type: "button", "class": kind || "", click: click}, words);
  }

  function list(items) {
    return make("ul", {}, items.map(function (one) { return make("li", {}, one); }));
  }

  function show(heading, parts) {
    while (main.firstChild) { main.removeChild(main.firstChild); }
    var title = make("h1", {tabindex: "-1"}, heading);
    main.appendChild(title);
    parts.forEach(function (part) { if (part) { main.appendChild(part); } });
    window.scrollTo(0, 0);
    title.focus();
  }

  function say(name, value) { return SAY[name].replace("{}", value); }

  /* --- days ------------------------------------------------------------------------------ */
  function today() {
    var clock = new Date();
    return Rules.toDay(clock.getFullYear(), clock.getMonth() + 1, clock.getDate());
  }

  function inWords(day) {
    var parts = Rules.fromDay(day);
    return parts[2] + " " + SAY.months.split(" ")[parts[1] - 1] + " " + parts[0];
  }

  function field(name, label, value, wide) {
    var input = make("input", {id: name, type: "tel", maxlength: "5", autocomplete: "off"});
    input.value = value;
    return make("div", {"class": wide ? "field wide" : "field"},
      [make("label", {"for": name}, label), input]);
  }

  function typed(name) {
    var word = document.getElementById(name).value.replace(/\s/g, "");
    return word === "" ? null : (/^[0-9]+$/.test(word) ? Number(word) : NaN);
  }

  function dayFields(day) {
    var parts = day ? Rules.fromDay(day) : ["", "", ""];
    return make("div", {"class": "fields"}, [field("day", SAY.day, parts[2]),
      field("month", SAY.month, parts[1]), field("year", SAY.year, parts[0], true)]);
  }

  /* The day in the three fields; a complaint is shown and null comes back when there is none. */
  function readDay(latest) {
    var day = typed("day"), month = typed("month"), year = typed("year");
    if (!(year >= 1900 && year <= 2100)) { return complain(SAY.bad_year); }
    if (!(month >= 1 && month <= 12)) { return complain(SAY.bad_month); }
    if (!(day >= 1 && day <= Rules.daysIn(year, month))) { return complain(SAY.bad_day); }
    var found = Rules.toDay(year, month, day);
    return found > latest ? complain(SAY.future) : found;
  }

  function complain(words) {
    var place = document.getElementById("error");
    place.textContent = words;
    place.className = "error";
    return null;
  }

  function errorPlace() { return make("p", {id: "error", role: "alert"}); }

  /* --- beginning --------------------------------------------------------------------------- */
  function begin() {
    current = null;
    show(SAY.title, [saved() ? savedBefore() : null].concat(
      SAY.intro.map(function (words) { return paragraph(words); }),
      [make("fieldset", {}, [make("legend", {}, SAY.today), dayFields(now), errorPlace()]),
        button(SAY.start, function () {
          var day = readDay(Rules.toDay(2100, 12, 31));
          if (day !== null) { now = day; forgetFuture(); ask(); }
        }, "main")]));
  }

  function savedBefore() {
    return make("div", {"class": "notice"}, [paragraph(SAY.found_saved),
      button(SAY.use_saved, function () { restore(); ask(); }),
      button(SAY.forget_saved, function () { forget(); begin(); })]);
  }

  /* --- asking ------------------------------------------------------------------------------ */
  function ask(question) {
    var open = Answers.left(answers, skipped, now);
    current = question || open[0];
    if (!current) { return finish(); }
    var left = open.indexOf(current) < 0 ? open.length + 1 : open.length;
    show(current.ask, [
      paragraph(say("left", left), "quiet"),
      current.sealed ? paragraph(SAY.sealed, "notice") : null,
      current.help ? paragraph(current.help) : null,
      errorPlace(), controls(current),
      button(SAY.skip, skip),
      make("div", {"class": "row"}, [trail.length ? button(SAY.back, back) : null,
        button(SAY.see, finish)]), keep()]);
  }

  function controls(question) {
    var options = question.options.map(function (pair) {
      var chosen = answers[question.id] === pair[0];
      return button(pair[1], function () { answer(pair[0]); }, chosen ? "main chosen" : "main");
    });
    var none = question.none ? [button(question.none, function () { answer("none"); }, "main")] : [];
    return make("div", {}, fieldsOf(question).concat(options, none));
  }

  function fieldsOf(question) {
    var had = answers[question.id], kind = question.kind;
    if (kind === "date") {
      return [dayFields(typeof had === "number" ? had : 0), next(function () { return readDay(now); })];
    }
    if (kind === "length") {
      had = had || ["", "", ""];
      return [make("div", {"class": "fields"}, [field("years", SAY.years, had[0]),
        field("months", SAY.months_word, had[1]), field("days", SAY.days, had[2])]), next(readLength)];
    }
    if (kind === "years" || kind === "count") {
      var most = kind === "years" ? 50 : 18250;
      return [make("div", {"class": "fields"},
        [field("number", kind === "years" ? SAY.years : SAY.days, had === undefined ? "" : had, true)]),
        next(function () {
          var value = typed("number");
          return value !== null && value <= most ? value : complain(say("bad_number", most));
        })];
    }
    return [];
  }

  function next(read) {
    return button(SAY.next, function () {
      var value = read();
      if (value !== null) { answer(value); }
    }, "main");
  }

  function readLength() {
    var parts = ["years", "months", "days"].map(function (name) { return typed(name) || 0; });
    var wrong = ["years", "months", "days"].some(function (name) {
      var value = typed(name);
      return value !== null && !(value >= 0);
    });
    var months = parts[0] * 12 + parts[1] + parts[2] / 30;
    if (wrong || parts[1] > 11 || parts[2] >= DAYS) { return complain(SAY.bad_length); }
    return months > 0 && months <= 600 ? parts : complain(SAY.bad_sentence);
  }

  function answer(value) {
    answers[current.id] = value;
    delete skipped[current.id];
    go();
  }

  function skip() {
    delete answers[current.id];
    skipped[current.id] = true;
    go();
  }

  function go() {
    trail.push(current);
    if (keeping) { store(); }
    ask();
  }

  function back() { ask(trail.pop()); }

  /* --- what may be open ---------------------------------------------------------------------- */
  function finish() {
    var found = Answers.results(answers, now);
    var groups = [
      ["open", function (r) { return r.ifProved === true; }],
      ["unknown", function (r) { return r.ifProved === null; }],
      ["later", function (r) { return r.later; }]
    ].map(function (group) {
      var own = found.filter(group[1]);
      return own.length ? make("section", {}, [make("h2", {}, SAY[group[0]])].concat(
        warned(own, function (one) { return card(one, group[0]); }))) : null;
    });
    var shut = found.filter(function (r) { return r.outcome === false && !r.later; });
    show(SAY.results, [paragraph(say("as_of", inWords(now))), paragraph(SAY.decides_nothing)].concat(
      groups[0] ? [] : [paragraph(SAY.none_open)], groups,
      [shut.length ? closed(shut) : null, where(),
        make("div", {"class": "row"}, [button(SAY.change, change), button(SAY.print, function () {
          window.print();
        })]), keep()]));
  }

  /* The cards, and before the first that needs a sentence: do not plead guilty for it. */
  function warned(own, draw) {
    var parts = [], said = false;
    own.forEach(function (one) {
      if (one.way.convicted && !said) { parts.push(paragraph(SAY.plead, "warn")); said = true; }
      parts.push(draw(one));
    });
    return parts;
  }

  function card(one, group) {
    var way = one.way, papers = papersOf(one.lacking);
    return make("section", {"class": "way " + group}, [
      make("h3", {}, way.title), paragraph(way.what),
      one.outcome && way.unread.length ? paragraph(say("unread", way.unread.join("; "))) : null,
      paragraph(label(way, group), "label"),
      papers.length ? list(papers) : null,
      when(one, group) ? paragraph(when(one, group)) : null,
      one.until && group !== "unknown" ? paragraph(say("until", inWords(one.until))) : null,
      paragraph(say("decided_by", way.decides)),
      one.otherwise.length ? paragraph(SAY.otherwise + " " + one.otherwise.map(function (pair) {
        return pair[0].says;
      }).join("; ") + ".") : null,
      paragraph(say("cited", way.cite) + " " + SAY[way.label], "quiet")]);
  }

  function label(way, group) {
    if (way.kind === "limit") { return SAY["limit_" + group]; }
    return group === "unknown" ? SAY.papers_some : SAY.papers;
  }

  function when(one, group) {
    var limit = one.way.kind === "limit" ? "limit_" : "";
    if (group === "later") { return say(limit + "opens", inWords(one.from)); }
    if (group === "open") {
      return one.from ? say(limit + "since", inWords(one.from)) : SAY[limit + "since_today"];
    }
    return "";
  }

  function papersOf(facts) {
    var seen = {};
    return MODEL.order.filter(function (name) { return facts.indexOf(name) >= 0; })
      .map(function (name) { return MODEL.papers[name]; })
      .filter(function (pair) {
        var again = seen[pair[0]];
        seen[pair[0]] = true;
        return !again;
      }).map(function (pair) { return pair[0] + ". " + say("ask_of", pair[1]); });
  }

  function closed(shut) {
    var waiting = answers.status === "pretrial";
    var needing = shut.filter(function (one) { return waiting && one.way.convicted; });
    var others = shut.filter(function (one) { return needing.indexOf(one) < 0; });
    return make("section", {}, [make("h2", {}, SAY.closed), paragraph(SAY.closed_says)].concat(
      warned(others, function (one) {
        return make("p", {}, [make("strong", {}, one.way.title + ". "), text(reasons(one))]);
      }),
      needing.length ? [paragraph(SAY.plead, "warn"), paragraph(SAY.need_sentence),
        list(needing.map(function (one) { return one.way.title; }))] : []));
  }

  /* The questions whose answers close a rule today. */
  function reasons(one) {
    var facts = Answers.told(answers, now).facts, tree = one.way.tree, about = {};
    (tree[0] === "all" ? tree.slice(1) : [tree]).forEach(function (clause) {
      if (Rules.evaluate(clause, facts) === false) {
        Object.keys(Rules.missing(clause, {})).forEach(function (name) { about[name] = true; });
      }
    });
    var asked = MODEL.questions.filter(function (question) {
      var given = answers[question.id];
      return given !== undefined &&
        question.facts.concat(Object.keys(question.implies[given] || {}))
          .some(function (name) { return about[name]; });
    });
    return say("by_answer", asked.map(function (question) { return question.ask; }).join(" "));
  }

  function where() {
    return make("section", {}, [make("h2", {}, SAY.where), list(SAY.places),
      paragraph(SAY.no_charge), paragraph(SAY.sources, "quiet")]);
  }

  function change() {
    show(SAY.change, MODEL.questions.filter(function (question) {
      return answers[question.id] !== undefined || skipped[question.id];
    }).map(function (question) {
      return button(question.ask, function () { trail.push(question); ask(question); });
    }).concat([button(SAY.see, finish, "main")]));
  }

  /* --- keeping and wiping ---------------------------------------------------------------------- */
  function keep() {
    if (keeping) { return paragraph(SAY.kept, "quiet"); }
    var place = make("div", {});
    place.appendChild(button(SAY.keep, function () {
      place.removeChild(place.firstChild);
      place.className = "notice";
      place.appendChild(paragraph(SAY.keep_warning));
      place.appendChild(button(SAY.keep_yes, function () {
        keeping = true;
        place.textContent = store() ? SAY.kept : SAY.cannot_keep;
      }));
      place.appendChild(button(SAY.keep_no, function () {
        place.parentNode.replaceChild(keep(), place);
      }));
    }, "plain"));
    return place;
  }

  function saved() {
    try { return window.localStorage.getItem(KEY); } catch (error) { return null; }
  }

  function store() {
    try { window.localStorage.setItem(KEY, JSON.stringify([answers, skipped])); return true; }
    catch (error) { keeping = false; return false; }
  }

  function forget() {
    keeping = false;
    try { window.localStorage.removeItem(KEY); } catch (error) { return; }
  }

  function restore() {
    var all;
    try { all = JSON.parse(saved()); } catch (error) { forget(); return; }
    MODEL.questions.forEach(function (question) {
      var id = question.id;
      if (all[0][id] !== undefined) { answers[id] = all[0][id]; }
      if (all[1][id]) { skipped[id] = true; }
    });
    keeping = true;
    forgetFuture();
  }

  /* A clock that was set back makes days of the future: they are asked again, never counted. */
  function forgetFuture() {
    MODEL.questions.forEach(function (question) {
      if (question.kind === "date" && answers[question.id] > now) { delete answers[question.id]; }
    });
  }

  function wipe() {
    answers = {}; skipped = {}; trail = []; current = null;
    forget();
    window.onbeforeunload = null;
    document.title = "";
    while (document.body.firstChild) { document.body.removeChild(document.body.firstChild); }
    window.location.replace("about:blank");
  }

  window.onbeforeunload = function () {
    return Object.keys(answers).length && !keeping ? SAY.leaving : undefined;
  };
  window.onpageshow = function (shown) {
    if (shown.persisted) { answers = {}; skipped = {}; trail = []; keeping = false; begin(); }
  };
  document.getElementById("wipe").onclick = wipe;
  document.getElementById("wipe").removeAttribute("hidden");
  if (/^http/.test(window.location.protocol)) {
    [].forEach.call(document.querySelectorAll(".hosted"), function (one) {
      one.removeAttribute("hidden");
    });
  }
  begin();
}());
