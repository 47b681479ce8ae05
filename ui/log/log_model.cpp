#include "log/log_model.h"

#include "domain/events.h"
#include "domain/format/encoding.h"
#include "domain/format/json_text.h"
#include "tables/cell_roles.h"
#include "theme/tokens.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QJsonDocument>
#include <QTimer>

#include <limits>

namespace twinlane::ui {

namespace {

using Events = base::Result<query::EventPage>;
constexpr std::size_t mostOfStream = 1'000'000;

}  // namespace

QString changeTitle(const store::StoredEvent& event) {
  const char* name = domain::typeNameOf(event.type);
  return name == nullptr ? QString::number(event.type) : eventTitle(name);
}

QString saidBy(const store::StoredEvent& stored) {
  const auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
  if (!event) return QString::fromStdString(event.error().what);
  QStringList parts;
  for (const auto& [name, value] : domain::toNode(*event).fields) {
    if (value.kind == domain::Node::Kind::List && !value.items.empty()) parts << QStringLiteral("%1: %2").arg(plainWords(name), formatCount(static_cast<std::int64_t>(value.items.size())));
    if (value.kind != domain::Node::Kind::Text && value.kind != domain::Node::Kind::Number) continue;
    if (!value.text.empty()) parts << QStringLiteral("%1: %2").arg(plainWords(name), QString::fromStdString(value.text));
  }
  return parts.join(QStringLiteral(" · "));
}

QString payloadOf(const store::StoredEvent& stored) {
  const auto event = domain::decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed);
  if (!event) return QString::fromStdString(event.error().what);
  const QByteArray line = QByteArray::fromStdString(domain::toJson(domain::toNode(*event)));
  return QString::fromUtf8(QJsonDocument::fromJson(line).toJson(QJsonDocument::Indented)).trimmed();
}

LogModel::LogModel(ShopSession& session, QObject* parent) : QAbstractTableModel(parent), m_session(session) {}

int LogModel::rowCount(const QModelIndex& parent) const {
  if (parent.isValid()) return 0;
  if (!m_stream.isEmpty()) return static_cast<int>(m_ofStream.size());
  return static_cast<int>(std::min<store::Position>(m_head, std::numeric_limits<int>::max()));
}

void LogModel::setHead(store::Position head) {
  if (head == m_head) return;
  if (!m_stream.isEmpty()) {
    m_head = head;
    return askStream();
  }
  if (head < m_head) return;
  beginInsertRows({}, static_cast<int>(m_head), static_cast<int>(head) - 1);
  m_head = head;
  endInsertRows();
  // The last page was asked for when it was shorter.
  if (const auto last = m_pages.find((static_cast<int>(m_head) - 1) / pageRows); last != m_pages.end()) m_queue.want(last->first);
  pump();
}

void LogModel::showStream(const QString& stream) {
  beginResetModel();
  m_stream = stream;
  ++m_generation;
  m_ofStream.clear();
  m_queue.clear();
  m_pages.clear();
  m_uses.clear();
  endResetModel();
  if (!m_stream.isEmpty()) askStream();
}

void LogModel::askStream() {
  m_session.bridge().ask<Events>(
      this, [stream = m_stream.toStdString()](query::Reader& reader) { return reader.events(0, mostOfStream, stream); },
      [this, generation = m_generation](Events page) {
        if (generation != m_generation) return;
        if (!page) return void(emit failed(QString::fromStdString(page.error().what + (page.error().remedy.empty() ? "" : ": " + page.error().remedy))));
        const int before = rowCount(), now = static_cast<int>(page->events.size());
        if (now > before) {
          beginInsertRows({}, before, now - 1);
          m_ofStream = std::move(page->events);
          endInsertRows();
        }
        emit arrived();
      });
}

const store::StoredEvent* LogModel::at(int row) const {
  if (row < 0) return nullptr;
  if (!m_stream.isEmpty()) return static_cast<std::size_t>(row) < m_ofStream.size() ? &m_ofStream[static_cast<std::size_t>(row)] : nullptr;
  const auto page = m_pages.find(row / pageRows);
  if (page == m_pages.end()) return nullptr;
  const auto in = static_cast<std::size_t>(row % pageRows);
  return in < page->second.events.size() ? &page->second.events[in] : nullptr;
}

int LogModel::rowOf(store::Position position) const {
  if (m_stream.isEmpty()) return static_cast<int>(std::clamp<store::Position>(position, 1, std::max<store::Position>(1, m_head))) - 1;
  const auto found = std::lower_bound(m_ofStream.begin(), m_ofStream.end(), position, [](const store::StoredEvent& event, store::Position wanted) { return event.position < wanted; });
  return static_cast<int>(std::min<std::ptrdiff_t>(found - m_ofStream.begin(), static_cast<std::ptrdiff_t>(m_ofStream.size()) - 1));
}

void LogModel::pump() {
  m_isPumpPosted = false;
  while (const auto next = m_queue.next()) {
    const int page = *next;
    const bool isAsked = m_session.bridge().ask<Events>(
        this, [after = static_cast<store::Position>(page) * pageRows](query::Reader& reader) { return reader.events(after, pageRows); },
        [this, page, generation = m_generation](Events events) {
          if (generation != m_generation) return;
          m_queue.arrived(page);
          if (events) take(page, std::move(events->events));
          else emit failed(QString::fromStdString(events.error().what));
          pump();
        });
    if (!isAsked) return m_queue.arrived(page);
  }
}

void LogModel::take(int number, std::vector<store::StoredEvent> events) {
  auto [found, isAdded] = m_pages.try_emplace(number);
  Page& page = found->second;
  if (!isAdded) m_uses.erase(page.use);
  m_uses.push_front(number);
  page.use = m_uses.begin();
  page.events = std::move(events);
  while (m_pages.size() > pagesKept) {
    m_pages.erase(m_uses.back());
    m_uses.pop_back();
  }
  const int first = number * pageRows, last = std::min(first + pageRows, rowCount()) - 1;
  if (last >= first) emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
  emit arrived();
}

QString LogModel::text(const store::StoredEvent& event, int column) const {
  switch (column) {
    case NumberColumn: return formatCount(event.position);
    case WhenColumn: return event.isTimeKnown() ? m_session.time().moment(event.when(), m_session.feed().state().now) : tr("unknown");
    case OfColumn: return tr("%1 %2").arg(plainWords(domain::name(event.stream.category)), QString::fromStdString(event.stream.id));
    case ChangeColumn: return changeTitle(event);
    case WhatColumn: return saidBy(event);
    default: return event.origin == domain::Origin::Import ? tr("import") : QString::fromStdString(event.actor);
  }
}

QVariant LogModel::data(const QModelIndex& index, int role) const {
  if (role == Qt::TextAlignmentRole) return QVariant(index.column() == NumberColumn ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
  if (role == DigitsRole) return index.column() == NumberColumn;
  if (role == StrongRole) return index.column() == ChangeColumn;
  if (role == ToneRole) return static_cast<int>(index.column() == WhenColumn || index.column() == ByColumn ? Tone::Muted : Tone::Text);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  if (const store::StoredEvent* event = at(index.row())) return role == Qt::DisplayRole || index.column() == WhatColumn ? QVariant(text(*event, index.column())) : QVariant();
  if (role != Qt::DisplayRole) return {};
  if (m_stream.isEmpty()) {
    m_queue.want(index.row() / pageRows);
    if (!std::exchange(m_isPumpPosted, true)) QTimer::singleShot(0, this, [self = const_cast<LogModel*>(this)] { self->pump(); });
  }
  return index.column() == NumberColumn ? QVariant(formatCount(index.row() + 1)) : QVariant(QString(QChar(0x2026)));
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant(section == NumberColumn ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
  if (role == WholeRole) return section == NumberColumn || section == WhenColumn;
  if (role == FreeTextRole) return section == WhatColumn || section == ByColumn || section == OfColumn;
  if (role != Qt::DisplayRole) return {};
  const std::array titles = {tr("Log no."), tr("When"), tr("Of"), tr("Change"), tr("What"), tr("By")};
  return titles.at(static_cast<std::size_t>(section));
}

}  // namespace twinlane::ui
