#include "words/pseudo_translator.h"

#include <QRegularExpression>

#include <algorithm>
#include <cstring>

namespace twinlane::ui {

namespace {

constexpr const char16_t* plain = u"AaCcDdEeGgHhIiLlNnOoRrSsTtUuYyZz";
constexpr const char16_t* accented = u"ÅåÇçĐđÉéĞğĤĥÎîĻļÑñÖöŔŕŠšŢţÛûÝýŽž";

QString dressed(const QString& letters) {
  QString out = letters;
  static const QString from = QString::fromUtf16(plain), to = QString::fromUtf16(accented);
  for (QChar& c : out)
    if (const qsizetype at = from.indexOf(c); at >= 0) c = to[at];
  return out;
}

}  // namespace

PseudoTranslator::PseudoTranslator(QTranslator* english) : m_english(english) { m_english->setParent(this); }

QString pseudoOf(const QString& text) {
  // %1, %L1, %n; <b>; &amp;; the & of a menu's key.
  static const QRegularExpression kept(QStringLiteral("%L?\\d{1,2}|%L?n|<[^>]*>|&\\w+;|&(?=\\w)"));
  QString out;
  qsizetype at = 0, letters = 0;
  const auto take = [&](const QString& part) {
    for (const QChar c : part) letters += c.isLetter() ? 1 : 0;
    out += dressed(part);
  };
  for (auto found = kept.globalMatch(text); found.hasNext();) {
    const QRegularExpressionMatch mark = found.next();
    take(text.mid(at, mark.capturedStart() - at));
    out += mark.captured();
    at = mark.capturedEnd();
  }
  take(text.mid(at));
  if (letters == 0) return text;
  // Two of the characters are the brackets.
  const qsizetype more = (text.size() * 2 + 4) / 5 - 2;
  QString tail;
  while (tail.size() < more) tail += tail.size() % 6 == 0 ? QLatin1Char(' ') : QChar(u'ø');
  return QLatin1Char('[') + out + tail.left(std::max<qsizetype>(0, more)) + QLatin1Char(']');
}

QString PseudoTranslator::translate(const char* context, const char* source, const char* disambiguation, int n) const {
  // How a date is written and which files are offered is no text, and of Qt's own texts those that name keys are read back.
  const QString english = m_english->translate(context, source, disambiguation, n);
  const QString text = english.isEmpty() ? QString::fromUtf8(source) : english;
  if (std::strcmp(context, "Dates") == 0 || std::strcmp(context, "QShortcut") == 0 || text.contains(QLatin1String("(*"))) return text;
  return pseudoOf(text);
}

}  // namespace twinlane::ui
