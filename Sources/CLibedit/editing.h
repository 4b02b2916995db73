// What of libedit takes a changing number of arguments, which Swift can't call: each use that we
// make of it has a function with its own arguments here. All of the wide interface.
#ifndef SANDTABLE_EDITING_H
#define SANDTABLE_EDITING_H

#include <histedit.h>
#include <locale.h>
#include <stddef.h>
#include <stdio.h>
#include <wchar.h>

// The editor gets its keys pushed, and must never wait for one by itself.
static inline int editing_no_key(EditLine *editor, wchar_t *key) {
  (void)editor;
  *key = 0;
  return 0;
}

// Keys as in Emacs, whatever VISUAL and EDITOR say.
static inline void editing_set_up(EditLine *editor, HistoryW *history, int history_size) {
  HistEventW event;
  history_w(history, &event, H_SETSIZE, history_size);
  history_w(history, &event, H_SETUNIQUE, 1);
  el_wset(editor, EL_GETCFN, editing_no_key);
  el_wset(editor, EL_SIGNAL, 0);
  el_wset(editor, EL_EDITOR, L"emacs");
  el_wset(editor, EL_HIST, history_w, history);
}

static inline void editing_remember(HistoryW *history, const wchar_t *line) {
  HistEventW event;
  history_w(history, &event, H_ENTER, line);
}

// The terminal gives keys as they are pressed, and a line begins; 0 puts its modes back.
static inline void editing_set_unbuffered(EditLine *editor, int is_on) {
  el_wset(editor, EL_UNBUFFERED, is_on);
}

// The terminal gives keys as they are pressed.
static inline void editing_prepare(EditLine *editor) { el_wset(editor, EL_PREP_TERM, 1); }

// Columns that a character takes by the locale; the header of the C library hides it.
static inline int editing_width(wchar_t character) {
  extern int wcwidth(wchar_t);
  return wcwidth(character);
}

#endif
