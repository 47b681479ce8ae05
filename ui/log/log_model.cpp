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
constexpr std::size_t mostOfStream = 1'000'000, changesAQuestion = 512;

struct Found {
  std::vector<store::Position> positions;
  store::Position lookedThrough = 0;
};

// The changes at these numbers, neighbours in one go.
Events changesAt(query::Reader& reader, const std::vector<store::Position>& positions) {
  query::EventPage all;
  for (std::size_t from = 0, to = 0; from < positions.size(); from = to) {
    for (to = from + 1; to < positions.size() && positions[to] == positions[to - 1] + 1;) ++to;
    auto page = reader.events(positions[from] - 1, to - from);
    if (!page) return page;
    std::move(page->events.begin(), page->events.end(), std::back_inserter(all.events));
  }
  return all;
}

}  // namespace

bool LogFilter::takes(const store::StoredEvent& event) const {
  if (type != 0 && event.type != type) return false;
  return person.isEmpty() || byWhom(event).compare(person, Qt::CaseInsensitive) == 0;
}

QString byWhom(const store::StoredEvent& event) { return event.origin == domain::Origin::Import ? LogModel::tr("import") : QString::fromStdString(event.actor); }

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
  const store::Position rows = m_filter.isAny() ? m_head : static_cast<store::Position>(m_found.size());
  return static_cast<int>(std::min<store::Position>(rows, std::numeric_limits<int>::max()));
}

void LogModel::setHead(store::Position head) {
  if (!m_filter.isAny()) {
    m_head = std::max(m_head, head);
    return lookFurther();
  }
  if (head <= m_head) return;
  beginInsertRows({}, static_cast<int>(m_head), static_cast<int>(head) - 1);
  m_head = head;
  endInsertRows();
  // The last page was asked for when it was shorter.
  if (const int last = (static_cast<int>(m_head) - 1) / pageRows; m_pages.contains(last)) want(last);
}

void LogModel::show(const LogFilter& filter) {
  beginResetModel();
  m_filter = filter;
  ++m_generation;
  m_found.clear();
  m_lookedThrough = 0;
  m_isLooking = m_hasFailed = false;
  m_queue.clear();
  m_pages.clear();
  m_uses.clear();
  endResetModel();
  if (!m_filter.isAny()) lookFurther();
}

void LogModel::lookFurther() {
  if (m_isLooking || m_hasFailed || m_lookedThrough >= m_head) return;
  using Outcome = base::Result<Found>;
  m_isLooking = m_session.bridge().ask<Outcome>(
      this,
      [filter = m_filter, after = m_lookedThrough, head = m_head](query::Reader& reader) -> Outcome {
        const bool isStream = !filter.stream.isEmpty();
        const auto page = reader.events(after, isStream ? mostOfStream : changesAQuestion, filter.stream.toStdString());
        if (!page) return tl::unexpected(page.error());
        Found found;
        for (const store::StoredEvent& event : page->events)
          if (filter.takes(event)) found.positions.push_back(event.position);
        // Of one stream all there are came at once.
        found.lookedThrough = isStream || page->events.empty() ? head : page->events.back().position;
        if (isStream && !page->events.empty()) found.lookedThrough = std::max(head, page->events.back().position);
        return found;
      },
      [this, generation = m_generation](Outcome found) {
        if (generation != m_generation) return;
        m_isLooking = false;
        m_hasFailed = !found.has_value();
        if (!found) return void(emit failed(QString::fromStdString(found.error().what + (found.error().remedy.empty() ? "" : ": " + found.error().remedy))));
        m_lookedThrough = found->lookedThrough;
        add(found->positions);
        emit arrived();
        lookFurther();
      });
}

void LogModel::add(const std::vector<store::Position>& found) {
  if (found.empty()) return;
  const int before = rowCount();
  beginInsertRows({}, before, before + static_cast<int>(found.size()) - 1);
  m_found.insert(m_found.end(), found.begin(), found.end());
  endInsertRows();
  if (const int last = (before - 1) / pageRows; before > 0 && m_pages.contains(last)) want(last);
}

const store::StoredEvent* LogModel::at(int row) const {
  if (row < 0) return nullptr;
  const auto page = m_pages.find(row / pageRows);
  if (page == m_pages.end()) return nullptr;
  const auto in = static_cast<std::size_t>(row % pageRows);
  return in < page->second.events.size() ? &page->second.events[in] : nullptr;
}

int LogModel::rowOf(store::Position position) const {
  if (m_filter.isAny()) return static_cast<int>(std::clamp<store::Position>(position, 1, std::max<store::Position>(1, m_head))) - 1;
  const auto found = std::lower_bound(m_found.begin(), m_found.end(), position);
  return static_cast<int>(std::min<std::ptrdiff_t>(found - m_found.begin(), static_cast<std::ptrdiff_t>(m_found.size()) - 1));
}

void LogModel::want(int page) const {
  m_queue.want(page);
  if (!std::exchange(m_isPumpPosted, true)) QTimer::singleShot(0, this, [self = const_cast<LogModel*>(this)] { self->pump(); });
}

void LogModel::pump() {
  m_isPumpPosted = false;
  while (const auto next = m_queue.next()) {
    const int page = *next;
    std::vector<store::Position> positions;
    for (int row = page * pageRows; row < std::min((page + 1) * pageRows, rowCount()); ++row) positions.push_back(positionAt(row));
    const bool isAsked = m_session.bridge().ask<Events>(
        this, [positions = std::move(positions)](query::Reader& reader) { return changesAt(reader, positions); },
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
    default: return byWhom(event);
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
  want(index.row() / pageRows);
  return index.column() == NumberColumn ? QVariant(formatCount(positionAt(index.row()))) : QVariant(QString(QChar(0x2026)));
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant(section == NumberColumn ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
  if (role == WholeRole) return section == NumberColumn || section == WhenColumn || section == ChangeColumn;
  if (role == FreeTextRole) return section == WhatColumn || section == ByColumn || section == OfColumn;
  if (role != Qt::DisplayRole) return {};
  const std::array titles = {tr("Log no."), tr("When"), tr("Of"), tr("Change"), tr("What"), tr("By")};
  return titles.at(static_cast<std::size_t>(section));
}

}  // namespace twinlane::ui
