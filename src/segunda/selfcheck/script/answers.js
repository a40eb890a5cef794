/* From what was answered to facts, to results, and to the next question: as selfcheck/answers.py.
   `MODEL` is what the page was made from: questions, ways, facts. ECMAScript 5 only.
   An answer is "yes", "no", a word, "none", a day (a whole number), [years, months, days] or a
   number. What is not there was skipped. */
var Answers = (function () {
  "use strict";
  var MONTH = 30, AHEAD = 1095;

  function has(answers, id) {
    return Object.prototype.hasOwnProperty.call(answers, id);
  }

  function told(answers, now) {
    var facts = {}, columns = {};
    MODEL.questions.forEach(function (question) {
      if (has(answers, question.id)) { tell(question, answers[question.id], facts, columns, now); }
    });
    wholeSentence(answers, facts, columns);
    MODEL.questions.forEach(function (question) {
      var implied = has(answers, question.id) && question.implies[answers[question.id]];
      Object.keys(implied || {}).forEach(function (name) { facts[name] = implied[name]; });
    });
    return {facts: facts, columns: columns};
  }

  function tell(question, answer, facts, columns, now) {
    var fact = question.facts[0];
    if (answer === Rules.NONE) { facts[fact] = Rules.NONE; }
    else if (question.kind === "yes_no") { facts[fact] = answer === "yes"; }
    else if (question.kind === "date") { count(question, answer, facts, columns, now); }
    else if (question.kind === "length") {
      facts[fact] = [(answer[0] * 12 + answer[1]) * MONTH + answer[2], MONTH];
    }
    else if (question.kind === "years") { facts[fact] = answer * 12; }
    else { facts[fact] = answer; }
  }

  function count(question, since, facts, columns, now) {
    question.columns.forEach(function (column) { columns[column] = since; });
    question.facts.forEach(function (name) {
      var how = MODEL.moves[name];
      if (!how || how[2]) { return; }
      if (how[0] === "completed_years") { facts[name] = Rules.completedYears(since, now); }
      else if (how[0] === "completed_months") { facts[name] = Rules.completedMonths(since, now); }
      else { facts[name] = now - since; }
    });
  }

  function wholeSentence(answers, facts, columns) {
    if (!has(answers, "length") || !columns.custody_start_date) { return; }
    var length = answers.length, start = columns.custody_start_date;
    var days = Rules.afterMonths(start, length[0] * 12 + length[1]) + length[2] - start;
    if (days > 0) {
      columns.sentence_days = days;
      facts.served_fraction = [facts.served_days, days];
    }
  }

  function inForce(way, now) {
    return (way.from === null || way.from <= now) && (way.to === null || now < way.to);
  }

  /* One rule: answer; answer as far as the law was read; what to prove; from, until; readings. */
  function result(way, known, counts, now) {
    var outcome = Rules.evaluate(way.tree, known.facts);
    var dates = Rules.dates(way.tree, known.facts, known.columns, MODEL.moves, now);
    var facts = known.facts;
    if (outcome === false && dates[0]) {
      facts = Rules.moved(known.facts, known.columns, MODEL.moves, dates[0]);
    }
    return {
      way: way,
      outcome: outcome,
      ifProved: outcome && way.unread.length ? null : outcome,
      lacking: Object.keys(Rules.missing(way.tree, facts, {})),
      from: dates[0],
      until: dates[1],
      later: outcome === false && dates[0] !== null && dates[0] <= horizon(known.columns, now),
      otherwise: way.readings.map(function (reading) {
        return [reading, Rules.evaluate(reading.tree, counts)];
      }).filter(function (pair) { return pair[1] !== outcome; })
    };
  }

  /* Until when a coming day is worth telling: the end of the sentence, or three years. */
  function horizon(columns, now) {
    return columns.sentence_days ? columns.custody_start_date + columns.sentence_days : now + AHEAD;
  }

  function results(answers, now) {
    var known = told(answers, now), counts = Rules.otherCounts(known.facts, known.columns);
    return MODEL.ways.filter(function (way) { return inForce(way, now); })
      .map(function (way) { return result(way, known, counts, now); });
  }

  /* The facts that may still change what some rule, in some reading, says. */
  function wanted(answers, now) {
    var known = told(answers, now), counts = Rules.otherCounts(known.facts, known.columns);
    var found = {};
    MODEL.ways.forEach(function (way) {
      [way].concat(way.readings).forEach(function (one) {
        Object.keys(Rules.missing(one.tree, counts)).forEach(function (name) {
          found[MODEL.madeOf[name] || name] = true;
          if (MODEL.madeOf[name]) { found.served_fraction = true; }
        });
      });
    });
    return found;
  }

  /* The questions that may still matter, in order. */
  function left(answers, skipped, now) {
    var facts = wanted(answers, now);
    return MODEL.questions.filter(function (question) {
      return !has(answers, question.id) && !skipped[question.id] &&
        question.settles.some(function (name) { return facts[name]; });
    });
  }

  return {told: told, results: results, left: left};
}());
