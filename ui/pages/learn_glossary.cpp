#include "pages/learn_table.h"

#include <QCoreApplication>
#include <QMap>

namespace twinlane::ui {

namespace {

struct LearnGlossaryTexts {
  Q_DECLARE_TR_FUNCTIONS(LearnGlossary)
};

struct Term {
  const char *word, *means, *field;
  PageId page;
};
constexpr Term terms[] = {
    {QT_TRANSLATE_NOOP("LearnGlossary", "Already received"), QT_TRANSLATE_NOOP("LearnGlossary", "The same entry came twice: it was stored once, and gets the same answer as before."), QT_TRANSLATE_NOOP("LearnGlossary", "duplicate, idempotency"), PageId::OrderEntry},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Behind by"), QT_TRANSLATE_NOOP("LearnGlossary", "How many changes the log has that a list has not taken in yet, and how long they have waited."), QT_TRANSLATE_NOOP("LearnGlossary", "lag"), PageId::Live},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Change"), QT_TRANSLATE_NOOP("LearnGlossary", "Something that happened, such as an order placed. Written once, never altered."), QT_TRANSLATE_NOOP("LearnGlossary", "event"), PageId::Log},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Check against the log"), QT_TRANSLATE_NOOP("LearnGlossary", "Work a list out anew from the log and hold it against the list that is shown, row by row."), QT_TRANSLATE_NOOP("LearnGlossary", "verify"), PageId::Health},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Current"), QT_TRANSLATE_NOOP("LearnGlossary", "What you see has taken in everything the log has, or all but the last moment."), QT_TRANSLATE_NOOP("LearnGlossary", "consistent, caught up"), PageId::Today},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Entry"), QT_TRANSLATE_NOOP("LearnGlossary", "What you want to happen, sent with an id of its own. It is stored or refused, never half."), QT_TRANSLATE_NOOP("LearnGlossary", "command"), PageId::OrderEntry},
    {QT_TRANSLATE_NOOP("LearnGlossary", "In the list after"), QT_TRANSLATE_NOOP("LearnGlossary", "The time from the key press until the list showed it."), QT_TRANSLATE_NOOP("LearnGlossary", "visible, read your writes"), PageId::Today},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Lever"), QT_TRANSLATE_NOOP("LearnGlossary", "A control that makes the pattern visible: pauses a list, reads more, adds orders."), QT_TRANSLATE_NOOP("LearnGlossary", "load, fault injection"), PageId::Live},
    {QT_TRANSLATE_NOOP("LearnGlossary", "List"), QT_TRANSLATE_NOOP("LearnGlossary", "What one screen shows, made from the log and nothing else. Can be made anew at any time."), QT_TRANSLATE_NOOP("LearnGlossary", "projection, read model"), PageId::Views},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Log"), QT_TRANSLATE_NOOP("LearnGlossary", "All changes in the order in which they were stored. The truth: everything else is made from it."), QT_TRANSLATE_NOOP("LearnGlossary", "journal, event store"), PageId::Log},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Log no."), QT_TRANSLATE_NOOP("LearnGlossary", "The number of a change in the log. There is no gap between one and the next."), QT_TRANSLATE_NOOP("LearnGlossary", "global position"), PageId::Log},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Make the list anew"), QT_TRANSLATE_NOOP("LearnGlossary", "Fold the whole log into a new list beside the one in use, compare both, and put the new one in its place."), QT_TRANSLATE_NOOP("LearnGlossary", "rebuild, blue and green"), PageId::Views},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Not imported"), QT_TRANSLATE_NOOP("LearnGlossary", "Rows of a file that could not be taken in. They are kept with the reason, and can be repaired."), QT_TRANSLATE_NOOP("LearnGlossary", "quarantined"), PageId::Import},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Not stored"), QT_TRANSLATE_NOOP("LearnGlossary", "The entry was refused, and the reason is said. Nothing has changed."), QT_TRANSLATE_NOOP("LearnGlossary", "rejection"), PageId::OrderEntry},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Not sure yet"), QT_TRANSLATE_NOOP("LearnGlossary", "No answer came whether it is stored. The same id is asked for again; do not enter it anew."), QT_TRANSLATE_NOOP("LearnGlossary", "outcome unknown"), PageId::OrderEntry},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Receipt"), QT_TRANSLATE_NOOP("LearnGlossary", "The answer to an entry: stored, at which number, how long it took, or why not."), QT_TRANSLATE_NOOP("LearnGlossary", "acknowledgement"), PageId::OrderEntry},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Set aside"), QT_TRANSLATE_NOOP("LearnGlossary", "A change that a list cannot take in. It waits with the later ones of its order; all others go on."), QT_TRANSLATE_NOOP("LearnGlossary", "parked, dead letter, poison"), PageId::Views},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Shop folder"), QT_TRANSLATE_NOOP("LearnGlossary", "The folder with everything of one shop: its log, its lists, its measurements."), QT_TRANSLATE_NOOP("LearnGlossary", "data folder"), PageId::Health},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Slowest 1 in 100"), QT_TRANSLATE_NOOP("LearnGlossary", "Of a hundred, one took longer than this. The middle one is called typical."), QT_TRANSLATE_NOOP("LearnGlossary", "99th percentile, p99"), PageId::Live},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Somebody changed this"), QT_TRANSLATE_NOOP("LearnGlossary", "The order is no longer as you saw it. Look at what changed, then enter yours again."), QT_TRANSLATE_NOOP("LearnGlossary", "version conflict"), PageId::Orders},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Target missed"), QT_TRANSLATE_NOOP("LearnGlossary", "Something took longer, or is further behind, than it should be."), QT_TRANSLATE_NOOP("LearnGlossary", "objective breached, SLO"), PageId::Live},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Too many at once"), QT_TRANSLATE_NOOP("LearnGlossary", "More came in than can be decided. Nothing of it was stored; it is tried again in a moment."), QT_TRANSLATE_NOOP("LearnGlossary", "busy, back pressure"), PageId::Live},
    {QT_TRANSLATE_NOOP("LearnGlossary", "Undo"), QT_TRANSLATE_NOOP("LearnGlossary", "A further change that puts right an earlier one. Both stay in the log."), QT_TRANSLATE_NOOP("LearnGlossary", "compensation"), PageId::Orders}};

const char* titleOf(PageId page) {
  switch (page) {
    case PageId::Today: return QT_TRANSLATE_NOOP("LearnGlossary", "Today");
    case PageId::Orders: return QT_TRANSLATE_NOOP("LearnGlossary", "Orders");
    case PageId::OrderEntry: return QT_TRANSLATE_NOOP("LearnGlossary", "Order entry");
    case PageId::Live: return QT_TRANSLATE_NOOP("LearnGlossary", "Live");
    case PageId::Views: return QT_TRANSLATE_NOOP("LearnGlossary", "Views");
    case PageId::Import: return QT_TRANSLATE_NOOP("LearnGlossary", "Import and export");
    case PageId::Health: return QT_TRANSLATE_NOOP("LearnGlossary", "Health");
    default: return QT_TRANSLATE_NOOP("LearnGlossary", "Log");
  }
}

}  // namespace

LearnTable* makeGlossaryTable(const Theme& theme) {
  // By the words of the reader's language.
  QMap<QString, LearnRow> sorted;
  for (const Term& term : terms) {
    const QString word = LearnGlossaryTexts::tr(term.word);
    sorted.insert(word.toLower(), {{{word, {}, Tone::Text, true, {}}, {LearnGlossaryTexts::tr(term.means), {}, Tone::Text, false, {}}, {LearnGlossaryTexts::tr(term.field), {}, Tone::Muted, false, {}}, {LearnGlossaryTexts::tr(titleOf(term.page)), {}, Tone::Accent, false, {}}}, term.page});
  }
  return new LearnTable(theme, QStringLiteral("glossary"), LearnGlossaryTexts::tr("Glossary"), LearnGlossaryTexts::tr("the words here, and what the field calls them"), LearnGlossaryTexts::tr("Find a word, here or of the field"),
                        {{LearnGlossaryTexts::tr("Word here")}, {.title = LearnGlossaryTexts::tr("What it means"), .wraps = true}, {.title = LearnGlossaryTexts::tr("The field calls it"), .wraps = true}, {LearnGlossaryTexts::tr("See it here")}},
                        {170, 0, 200, 140}, sorted.values());
}

}  // namespace twinlane::ui
