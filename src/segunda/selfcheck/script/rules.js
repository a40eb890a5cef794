/* What the rules say of somebody: the same trees and the same three answers as segunda.law.
   ECMAScript 5 only: it runs on a phone of ten years ago. Nothing here knows of the page.

   A fact is absent (unknown), "none" (not applicable), true, false, a word, or a number: a whole
   one or [a, b] for a/b. Days are counted as Python counts them: 1 is the first of January of
   the year 1. Answers: true, false, null (unknown). */
var Rules = (function () {
  "use strict";
  var BEFORE = -1e15, NEVER = 1e9, LAST = 3652059, NONE = "none";

  /* --- numbers, exactly --------------------------------------------------------------- */
  function fraction(value) {
    if (typeof value === "number") { return [value, 1]; }
    if (typeof value !== "string") { return value; }
    var parts = value.split("/");
    return [Number(parts[0]), parts.length > 1 ? Number(parts[1]) : 1];
  }

  function whole(a, b) {
    var rest = a % b;
    return (a - (rest < 0 ? rest + b : rest)) / b;
  }

  /* a/b against c/d: -1, 0, 1. By whole parts, so that no product grows too large. */
  function order(a, b, c, d) {
    for (;;) {
      var q = whole(a, b), p = whole(c, d);
      if (q !== p) { return q < p ? -1 : 1; }
      var r = a - q * b, s = c - p * d;
      if (r === 0 || s === 0) { return r === s ? 0 : (r === 0 ? -1 : 1); }
      a = d; c = b; b = s; d = r;
    }
  }

  function isNumber(value) {
    return typeof value === "number" || (value instanceof Array);
  }

  function compare(given, op, constant) {
    if (!isNumber(given)) { return op === "==" ? given === constant : given !== constant; }
    var left = fraction(given), right = fraction(constant);
    var found = order(left[0], left[1], right[0], right[1]);
    switch (op) {
      case ">=": return found >= 0;
      case ">": return found > 0;
      case "<=": return found <= 0;
      case "<": return found < 0;
      case "==": return found === 0;
      default: return found !== 0;
    }
  }

  /* --- one tree ------------------------------------------------------------------------ */
  function known(facts, name) {
    return Object.prototype.hasOwnProperty.call(facts, name) && facts[name] !== null;
  }

  function joined(parts, facts, decisive) {
    var unknown = false;
    for (var i = 1; i < parts.length; i += 1) {
      var answer = evaluate(parts[i], facts);
      if (answer === decisive) { return decisive; }
      if (answer === null) { unknown = true; }
    }
    return unknown ? null : !decisive;
  }

  function evaluate(tree, facts) {
    var kind = tree[0];
    if (kind === "always") { return true; }
    if (kind === "all") { return joined(tree, facts, false); }
    if (kind === "any") { return joined(tree, facts, true); }
    if (kind === "if") { return evaluate(expanded(tree), facts); }
    if (kind === "not") {
      var inner = evaluate(tree[1], facts);
      return inner === null ? null : !inner;
    }
    if (!known(facts, tree[1])) { return null; }
    var given = facts[tree[1]];
    if (kind === "holds") { return given === true; }
    if (kind === "applies") { return given !== NONE; }
    if (given === NONE) { return false; }
    if (kind === "in") { return tree[2].indexOf(given) >= 0; }
    if (kind === "not in") { return tree[2].indexOf(given) < 0; }
    return compare(given, kind, tree[2]);
  }

  function expanded(tree) {
    var test = tree[1], yes = tree[2], no = tree[3];
    return ["any", ["all", test, yes], ["all", negation(test), no], ["all", yes, no]];
  }

  function negation(tree) {
    var kind = tree[0];
    if (kind === "not") { return tree[1]; }
    if (kind === "all" || kind === "any") {
      return [kind === "all" ? "any" : "all"].concat(tree.slice(1).map(negation));
    }
    if (kind === "if") { return ["if", tree[1], negation(tree[2]), negation(tree[3])]; }
    return ["not", tree];
  }

  function atoms(tree, found) {
    var kind = tree[0];
    if (kind === "always") { return found; }
    if (kind === "all" || kind === "any" || kind === "if" || kind === "not") {
      tree.slice(1).forEach(function (part) { atoms(part, found); });
    } else {
      found.push(tree);
    }
    return found;
  }

  /* The facts whose paper could still change the answer; with `proved` also those only said. */
  function missing(tree, stated, proved) {
    var found = {};
    collect(tree, stated, proved || stated, found);
    return found;
  }

  function collect(tree, stated, proved, found) {
    if (evaluate(tree, proved) !== null || evaluate(tree, stated) === false) { return; }
    if (tree[0] === "if") { tree = expanded(tree); }
    if (tree[0] === "all" || tree[0] === "any") {
      var answer = evaluate(tree, stated);
      tree.slice(1).forEach(function (part) {
        if (tree[0] === "all" || evaluate(part, stated) === answer) {
          collect(part, stated, proved, found);
        }
      });
    } else {
      atoms(tree, []).forEach(function (atom) { found[atom[1]] = true; });
    }
  }

  /* --- the calendar ---------------------------------------------------------------------- */
  var LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

  function isLeap(year) {
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  }

  function daysIn(year, month) {
    return month === 2 && isLeap(year) ? 29 : LENGTHS[month - 1];
  }

  function toDay(year, month, day) {
    var before = year - 1;
    var days = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) +
      Math.floor(before / 400);
    for (var m = 1; m < month; m += 1) { days += daysIn(year, m); }
    return days + day;
  }

  function fromDay(ordinal) {
    var year = Math.max(1, Math.floor(ordinal / 365.2425));
    while (year > 1 && toDay(year, 1, 1) > ordinal) { year -= 1; }
    while (toDay(year + 1, 1, 1) <= ordinal) { year += 1; }
    var left = ordinal - toDay(year, 1, 1) + 1, month = 1;
    while (left > daysIn(year, month)) { left -= daysIn(year, month); month += 1; }
    return [year, month, left];
  }

  function completedMonths(since, day) {
    var a = fromDay(since), b = fromDay(day);
    return (b[0] - a[0]) * 12 + b[1] - a[1] - (b[2] < a[2] ? 1 : 0);
  }

  function completedYears(since, day) {
    return whole(completedMonths(since, day), 12);
  }

  /* The day so many months are completed; a month without that day: the first of the next. */
  function afterMonths(since, months) {
    var from = fromDay(since), count = from[0] * 12 + from[1] - 1 + months;
    var year = whole(count, 12), month = count - year * 12 + 1;
    if (year < 1 || year >= 9999) { return year > 1 ? NEVER : 1; }
    if (from[2] <= daysIn(year, month)) { return toDay(year, month, from[2]); }
    return month === 12 ? toDay(year + 1, 1, 1) : toDay(year, month + 1, 1);
  }

  /* --- from when, until when ------------------------------------------------------------- */
  /* `moves`: fact -> [how, the column it is counted from, the column that divides it]. */
  function moving(name, facts, columns, moves) {
    var how = moves[name];
    return Boolean(how) && known(facts, name) && isNumber(facts[name]) &&
      known(columns, how[1]) && (!how[2] || Boolean(columns[how[2]]));
  }

  function reaches(how, constant, columns, passed) {
    var since = columns[how[1]], number = fraction(constant), divisor = how[2] ? columns[how[2]] : 1;
    var floor = whole(number[0] * divisor, number[1]);
    var amount = passed ? floor + 1 :
      (floor * number[1] === number[0] * divisor ? floor : floor + 1);
    if (how[0] === "completed_years") { return afterMonths(since, amount * 12); }
    if (how[0] === "completed_months") { return afterMonths(since, amount); }
    return since + amount;
  }

  function flips(tree, facts, columns, moves) {
    var days = {};
    atoms(tree, []).forEach(function (atom) {
      var op = atom[0];
      if (["holds", "applies", "in", "not in"].indexOf(op) >= 0) { return; }
      if (!moving(atom[1], facts, columns, moves)) { return; }
      var how = moves[atom[1]];
      if (op !== ">" && op !== "<=") { days[reaches(how, atom[2], columns, false)] = true; }
      if (op !== ">=" && op !== "<") { days[reaches(how, atom[2], columns, true)] = true; }
    });
    return Object.keys(days).map(Number).sort(function (a, b) { return a - b; });
  }

  function moved(facts, columns, moves, at) {
    var then = {}, day = Math.min(Math.max(at, 1), LAST);
    Object.keys(facts).forEach(function (name) { then[name] = facts[name]; });
    Object.keys(moves).forEach(function (name) {
      if (!moving(name, facts, columns, moves)) { return; }
      var how = moves[name], since = columns[how[1]];
      if (how[0] === "completed_years") { then[name] = completedYears(since, day); }
      else if (how[0] === "completed_months") { then[name] = completedMonths(since, day); }
      else { then[name] = how[2] ? [day - since, columns[how[2]]] : day - since; }
    });
    return then;
  }

  function moment(at) {
    return at !== null && at >= 1 && at <= LAST ? at : null;
  }

  function first(days, test) {
    for (var i = 0; i < days.length; i += 1) { if (test(days[i])) { return days[i]; } }
    return null;
  }

  /* [from, until] of the stretch in which the answer is "met"; the end is not included. */
  function dates(tree, facts, columns, moves, now) {
    var today = evaluate(tree, facts), days = flips(tree, facts, columns, moves), answers = {};
    if (today === null || !days.length) { return [null, null]; }
    days.forEach(function (at) {
      answers[at] = evaluate(tree, moved(facts, columns, moves, at));
    });
    if (today) {
      var closes = first(days, function (at) { return at > now && !answers[at]; });
      return [moment(opened(tree, facts, columns, moves, days, answers, now)), moment(closes)];
    }
    var opens = first(days, function (at) { return at > now && answers[at]; });
    var ends = first(days, function (at) { return opens && at > opens && !answers[at]; });
    return [moment(opens), moment(ends)];
  }

  function opened(tree, facts, columns, moves, days, answers, now) {
    var past = days.filter(function (at) { return at <= now; });
    var closed = past.filter(function (at) { return !answers[at]; });
    if (closed.length) {
      return first(past, function (at) { return at > closed[closed.length - 1]; });
    }
    var origin = evaluate(tree, moved(facts, columns, moves, BEFORE));
    return origin || !past.length ? null : past[0];
  }

  /* The share served as the other readings count it (segunda.law.counts). */
  function otherCounts(facts, columns) {
    var share = facts.served_fraction, length = columns.sentence_days, found = {};
    Object.keys(facts).forEach(function (name) { found[name] = facts[name]; });
    if (share === NONE) {
      found.served_fraction_redeemed = found.served_fraction_30_360 = NONE;
      return found;
    }
    if (known(facts, "served_fraction") && known(facts, "redeemed_days") && length) {
      var part = fraction(share), days = fraction(facts.redeemed_days);
      found.served_fraction_redeemed =
        [part[0] * days[1] * length + days[0] * part[1], part[1] * days[1] * length];
    }
    if (known(facts, "served_days") && known(facts, "sentence_months") &&
        isNumber(facts.sentence_months)) {
      var months = fraction(facts.sentence_months);
      if (months[0] > 0) {
        found.served_fraction_30_360 = [facts.served_days * months[1], months[0] * 30];
      }
    }
    return found;
  }

  return {
    NONE: NONE, evaluate: evaluate, missing: missing, dates: dates, otherCounts: otherCounts,
    moved: moved, toDay: toDay, fromDay: fromDay, daysIn: daysIn, afterMonths: afterMonths,
    completedMonths: completedMonths, completedYears: completedYears
  };
}());
