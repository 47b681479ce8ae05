#include "words/formats.h"

#include "words/counts.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace twinlane::ui {

namespace {

constexpr QChar narrowSpace(0x202F);
constexpr QChar minus(0x2212);

struct FormatsTexts {
  Q_DECLARE_TR_FUNCTIONS(Formats)
};

QString grouped(QString digits) {
  for (qsizetype at = digits.size() - 3; at > 0; at -= 3) digits.insert(at, narrowSpace);
  return digits;
}

// Of the language, wherever it is spoken: texts and numbers belong together.
QString decimalMark() { return QLocale(QLocale().language()).decimalPoint(); }

// Takes a plain decimal text apart and groups its whole part.
QString pretty(const std::string& plain) {
  QString text = QString::fromStdString(plain);
  const bool negative = text.startsWith(QLatin1Char('-'));
  if (negative) text.remove(0, 1);
  const qsizetype point = text.indexOf(QLatin1Char('.'));
  const QString whole = grouped(point < 0 ? text : text.left(point));
  const QString rest = point < 0 ? QString() : decimalMark() + text.mid(point + 1);
  return (negative ? QString(minus) : QString()) + whole + rest;
}

}  // namespace

QString formatDecimal(double value, int digits) { return QString::number(value, 'f', digits).replace(QLatin1Char('.'), decimalMark()); }

QString formatCount(std::int64_t value) { return pretty(std::to_string(value)); }

QString formatAmount(base::Amount amount) { return pretty(amount.toText()); }

QString formatMoney(base::Amount amount, const QString& currency) { return currency.isEmpty() ? formatAmount(amount) : currency + QChar(0x00A0) + formatAmount(amount); }

QString formatQuantity(base::Quantity quantity) { return pretty(quantity.toText()); }

QString formatAge(std::int64_t ms) {
  if (ms < 10'000) return FormatsTexts::tr("%1 s").arg(formatDecimal(static_cast<double>(ms) / 1000.0, 1));
  if (ms < 120'000) return FormatsTexts::tr("%1 s").arg(formatCount(ms / 1000));
  const std::int64_t minutes = ms / 60'000;
  if (minutes < 60) return FormatsTexts::tr("%1 min").arg(minutes);
  const std::int64_t hours = minutes / 60;
  if (hours >= 24) return FormatsTexts::tr("%1 d").arg(formatCount(hours / 24));
  return minutes % 60 == 0 ? FormatsTexts::tr("%1 h").arg(hours) : FormatsTexts::tr("%1 h %2 min").arg(hours).arg(minutes % 60);
}

QString formatMicros(std::int64_t micros) {
  const double ms = static_cast<double>(micros) / 1000.0;
  if (micros == 0) return FormatsTexts::tr("0 ms");
  if (ms < 0.1) return FormatsTexts::tr("%1 ms").arg(formatDecimal(ms, 2));
  if (ms < 10) return FormatsTexts::tr("%1 ms").arg(formatDecimal(ms, 1));
  if (ms < 1000) return FormatsTexts::tr("%1 ms").arg(formatDecimal(ms, 0));
  return FormatsTexts::tr("%1 s").arg(formatDecimal(ms / 1000, 1));
}

QString formatRate(double perSecond) {
  if (perSecond < 99.95) return formatDecimal(perSecond, 1);
  return formatCount(std::llround(perSecond));
}

QString formatBytes(std::int64_t bytes) {
  if (bytes < 1000) return counted(Counted::Bytes, bytes);
  const double kb = static_cast<double>(bytes) / 1000.0;
  if (kb < 1000) return FormatsTexts::tr("%1 kB").arg(formatDecimal(kb, 0));
  if (kb < 1e6) return FormatsTexts::tr("%1 MB").arg(formatDecimal(kb / 1000, kb < 10'000 ? 1 : 0));
  return FormatsTexts::tr("%1 GB").arg(formatDecimal(kb / 1e6, 1));
}

std::string plainNumber(const QString& typed) {
  QString text = typed.trimmed();
  text.remove(narrowSpace).remove(QChar(0x00A0)).remove(QLatin1Char(' '));
  if (!text.contains(QLatin1Char('.'))) text.replace(QLatin1Char(','), QLatin1Char('.'));
  return text.toStdString();
}

}  // namespace twinlane::ui
