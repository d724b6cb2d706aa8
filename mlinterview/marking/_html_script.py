"""The script of the HTML sheet: values, points, keys, what is kept in the browser, saving."""

from __future__ import annotations

__all__ = ["SCRIPT"]

SCRIPT = """
"use strict";
(() => {
const page = document.querySelector("main"), key = "mlinterview-sheet-" + page.dataset.sheet;
const groups = [...document.querySelectorAll("article")];
const by = document.getElementById("by"), progress = document.getElementById("progress");
const told = document.getElementById("told");
let kept = {};
try { kept = JSON.parse(localStorage.getItem(key) || "{}") || {}; } catch (error) { kept = {}; }
const boxes = group => [...group.querySelectorAll(".criterion input")];
const value = box => JSON.parse(box.dataset.value);
const put = (box, given) => {
  box.dataset.value = JSON.stringify(given);
  box.checked = given === true;
  box.indeterminate = given === null || typeof given === "number";
  const word = given === null ? "not decided" : typeof given === "number" ? given + " points" : "";
  box.closest("label").querySelector(".state").textContent = word;
};
const earned = group => {
  const typed = group.querySelector(".points").value;
  if (typed !== "") return Number(typed);
  const got = {};
  for (const box of boxes(group)) {
    const given = value(box), worth = Number(box.dataset.worth);
    got[box.dataset.id] = typeof given === "number" ? given : given ? worth : 0;
  }
  let sum = Object.values(got).reduce((one, other) => one + other, 0);
  for (const [names, most] of JSON.parse(group.dataset.caps))
    sum -= Math.max(0, names.reduce((all, name) => all + (got[name] || 0), 0) - most);
  return Math.max(0, sum * Number(group.dataset.scale) - Number(group.dataset.off));
};
const show = group => {
  group.querySelector(".earned").textContent = String(Math.round(earned(group) * 100) / 100);
  group.classList.toggle("decided", group.querySelector(".done").checked);
};
const count = () => {
  const done = groups.filter(group => group.querySelector(".done").checked).length;
  progress.textContent = done + " of " + groups.length + " decided";
};
const keep = () => {
  const state = {by: by.value, answers: {}};
  for (const group of groups) {
    const values = {};
    for (const box of boxes(group)) values[box.dataset.id] = value(box);
    state.answers[group.dataset.answer] = {values, points: group.querySelector(".points").value,
      note: group.querySelector(".note").value, done: group.querySelector(".done").checked};
  }
  try { localStorage.setItem(key, JSON.stringify(state)); }
  catch (error) { told.textContent = "This browser keeps nothing: save before you leave."; }
  count();
};
const open = box => value(box) === null;
const changed = (group, decides) => {
  const whole = !boxes(group).some(open) || group.querySelector(".points").value !== "";
  if (decides && whole) group.querySelector(".done").checked = true;
  show(group);
  keep();
};
const decide = (group, done) => {
  group.querySelector(".done").checked = done;
  if (done && group.querySelector(".points").value === "")
    for (const box of boxes(group).filter(open)) put(box, false);
  changed(group, false);
};
for (const group of groups) {
  const before = (kept.answers || {})[group.dataset.answer];
  for (const box of boxes(group)) {
    const own = before && box.dataset.id in before.values;
    put(box, own ? before.values[box.dataset.id] : value(box));
    box.addEventListener("change", () => { put(box, box.checked); changed(group, true); });
  }
  if (before) {
    group.querySelector(".points").value = before.points;
    group.querySelector(".note").value = before.note;
    group.querySelector(".done").checked = before.done;
  }
  group.querySelector(".points").addEventListener("input", () => changed(group, true));
  group.querySelector(".note").addEventListener("input", () => changed(group, false));
  const done = group.querySelector(".done");
  done.addEventListener("change", () => decide(group, done.checked));
  show(group);
}
if (kept.by) by.value = kept.by;
by.addEventListener("input", keep);
const go = place => {
  const next = groups[Math.min(groups.length - 1, Math.max(0, place))];
  if (next) next.focus();
};
page.addEventListener("keydown", event => {
  const group = event.target.closest("article");
  const typing = event.target.matches("textarea, input:not([type=checkbox])");
  if (!group || typing || event.ctrlKey || event.altKey || event.metaKey) return;
  const place = groups.indexOf(group), box = boxes(group)[Number(event.key) - 1];
  if (event.key === "j") go(place + 1);
  else if (event.key === "k") go(place - 1);
  else if (event.key === "Enter") {
    decide(group, true); go(place + 1);
  } else if (box) { put(box, value(box) !== true); changed(group, true); }
  else return;
  event.preventDefault();
});
document.getElementById("save").addEventListener("click", () => {
  const answers = groups.map(group => {
    const criteria = {};
    for (const box of boxes(group)) criteria[box.dataset.id] = value(box);
    const typed = group.querySelector(".points").value;
    return {item: group.dataset.item, answer: group.dataset.answer, criteria,
      points: typed === "" ? null : Number(typed), note: group.querySelector(".note").value,
      done: group.querySelector(".done").checked};
  });
  const sheet = JSON.stringify({sheet: page.dataset.sheet, by: by.value, answers}, null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([sheet], {type: "application/json"}));
  link.download = "marks-sheet.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  told.textContent = "Saved as marks-sheet.json.";
});
count();
})();
"""
