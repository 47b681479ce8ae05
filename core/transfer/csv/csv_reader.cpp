#include "transfer/csv/csv_reader.h"

#include "transfer/csv/other_kind.h"

#include <algorithm>
#include <cstring>

namespace twinlane::transfer {
namespace {

constexpr std::size_t keptOfTooLong = 4096;

}  // namespace

CsvReader::CsvReader(ByteSource source, CsvFormat format, std::size_t blockBytes)
    : m_source(std::move(source)), m_format(format), m_blockBytes(blockBytes), m_buffer(2 * blockBytes) {}

base::Error CsvReader::atLine(std::int64_t line, std::string what, std::string remedy) const {
  return {base::ErrorCode::BadInput, std::move(what), m_source.path() + ", line " + std::to_string(line), std::move(remedy)};
}

std::int64_t CsvReader::linesIn(std::string_view text) const {
  const bool cr = m_lineEnd == LineEnd::Cr || (m_lineEnd == LineEnd::NotSeen && text.find('\n') == std::string_view::npos);
  return std::count(text.begin(), text.end(), cr ? '\r' : '\n');
}

std::optional<base::Error> CsvReader::notCsv(std::string_view start) const {
  const auto other = otherKindOf(start);
  return other ? std::optional(atLine(1, std::string(other->what), std::string(other->remedy))) : std::nullopt;
}

base::Result<bool> CsvReader::fill() {
  if (m_atEnd) return false;
  if (m_rowStart > 0) {
    // What goes out of the buffer goes into the digest; its state at the end of the row read last is kept for prefixDigest.
    if (!m_pastRowEnd && m_contentEnd >= m_hashed) {
      m_digest.raw(base::viewOf({m_buffer.data() + m_hashed, m_contentEnd - m_hashed}));
      m_hashed = m_contentEnd;
      m_digestAtRowEnd = m_digest;
      m_pastRowEnd = true;
    }
    m_digest.raw(base::viewOf({m_buffer.data() + m_hashed, m_rowStart - m_hashed}));
    std::memmove(m_buffer.data(), m_buffer.data() + m_rowStart, m_size - m_rowStart);
    m_size -= m_rowStart;
    m_scan -= m_rowStart;
    m_rowStart = 0;
    m_hashed = 0;
  }
  if (m_buffer.size() - m_size < m_blockBytes) m_buffer.resize(m_buffer.size() * 2);
  const auto got = m_source.read({m_buffer.data() + m_size, m_buffer.size() - m_size});
  if (!got) return tl::unexpected(got.error());
  if (*got == 0) {
    m_atEnd = true;
    return false;
  }
  const std::string_view fresh(m_buffer.data() + m_size, *got);
  if (!m_begun) {
    m_begun = true;
    if (auto other = notCsv(fresh)) return tl::unexpected(std::move(*other));
    if (fresh.starts_with("\xEF\xBB\xBF")) m_rowStart = m_scan = 3;
  }
  if (const auto nul = fresh.find('\0'); nul != std::string_view::npos) {
    const std::string_view before(m_buffer.data() + m_rowStart, m_size + nul - m_rowStart);
    return tl::unexpected(atLine(m_line + m_linesInRow + linesIn(before),
                                 "not a CSV file: it has a NUL byte", "give a text file with one row per line"));
  }
  m_size += *got;
  return true;
}

// The bytes of a row that is too long leave the buffer, all but the last one, which may be the CR of a CRLF.
void CsvReader::passOver() {
  const std::size_t keep = keptOfTooLong - std::min(keptOfTooLong, m_passedOver.size());
  const std::size_t drop = m_scan - m_rowStart - 1;
  m_passedOver.append(m_buffer.data() + m_rowStart, std::min(keep, drop));
  m_linesInRow += linesIn({m_buffer.data() + m_rowStart, drop});
  m_rowStart += drop;
  m_tooLong = true;
}

base::Result<bool> CsvReader::scanRow(CsvRow& row) {
  enum class At { FieldStart, Plain, Quoted, AfterQuote };
  m_spans.clear();
  m_passedOver.clear();
  m_tooLong = false;
  m_rowStart = m_scan;
  m_linesInRow = 0;
  m_quoted = false;
  row.badQuotes = false;
  At at = At::FieldStart;
  Span field;             // offsets from the row's start
  std::size_t quoteBegin = 0;
  std::int64_t quoteLine = 0;  // of quoteBegin; found only when it is needed
  const char separator = m_format.separator;
  const char quote = m_format.quote;

  const auto endField = [&](std::size_t end) {
    if (m_spans.size() == maxFields) {
      m_spans.back().end = end;
    } else {
      field.end = end;
      m_spans.push_back(field);
    }
  };
  const auto relative = [&] { return m_scan - m_rowStart; };
  const auto findQuoteLine = [&] {
    if (quoteLine == 0) quoteLine = m_line + m_linesInRow + linesIn({m_buffer.data() + m_rowStart, quoteBegin});
  };
  const auto finish = [&](std::size_t lineEndBytes) {
    std::size_t end = m_scan;
    // A file may be cut between CR and LF.
    const bool hasCr = m_lineEnd == LineEnd::Lf && end > m_rowStart && m_buffer[end - 1] == '\r';
    if (hasCr) --end;
    row.hasEnd = lineEndBytes > 0 || hasCr;
    if (!m_tooLong && !(end == m_rowStart)) {
      endField(at == At::AfterQuote ? field.end : end - m_rowStart);
    }
    m_rowEnd = end;
    m_scan += lineEndBytes;
  };

  for (;;) {
    if (m_scan >= m_size) {
      // One more may be the CR of a CRLF.
      if (relative() > maxRowBytes + 1) {
        if (at == At::Quoted) findQuoteLine();
        passOver();
      }
      const auto more = fill();
      if (!more) return tl::unexpected(more.error());
      if (!*more) {
        if (at == At::Quoted) {
          findQuoteLine();
          return tl::unexpected(atLine(quoteLine, "a quoted field is opened here and never closed", "close the quote, or say in the profile which character quotes"));
        }
        if (relative() == 0 && m_spans.empty() && !m_tooLong) return false;
        finish(0);
        return true;
      }
      // A block may hold nothing but a byte-order mark.
      continue;
    }
    const char c = m_buffer[m_scan];
    if (at == At::Quoted) {
      const auto* found = static_cast<const char*>(std::memchr(m_buffer.data() + m_scan, quote, m_size - m_scan));
      if (found == nullptr) {
        m_scan = m_size;
        continue;
      }
      m_scan = static_cast<std::size_t>(found - m_buffer.data());
      if (!m_tooLong) field.end = relative();
      at = At::AfterQuote;
      ++m_scan;
      continue;
    }
    if (at == At::AfterQuote && c == quote) {
      field.doubled = true;
      at = At::Quoted;
      ++m_scan;
      continue;
    }
    if (at == At::FieldStart) {
      field = Span{relative(), 0, false};
      at = At::Plain;
      if (c == quote) {
        quoteBegin = relative();
        quoteLine = 0;
        m_quoted = true;
        field.begin = relative() + 1;
        at = At::Quoted;
        ++m_scan;
        continue;
      }
    }
    const bool closed = at == At::AfterQuote;
    if (c == separator) {
      if (!m_tooLong) endField(closed ? field.end : relative());
      at = At::FieldStart;
      ++m_scan;
      // A separator at the very end of a row opens one more, empty field.
      field = Span{relative(), relative(), false};
      continue;
    }
    if (c == '\n' && m_lineEnd != LineEnd::Cr) {
      m_lineEnd = LineEnd::Lf;
      finish(1);
      return true;
    }
    if (c == '\r') {
      if (m_lineEnd == LineEnd::NotSeen) {
        if (m_scan + 1 >= m_size) {
          if (auto more = fill(); !more) return tl::unexpected(more.error());
        }
        m_lineEnd = m_scan + 1 < m_size && m_buffer[m_scan + 1] == '\n' ? LineEnd::Lf : LineEnd::Cr;
      }
      if (m_lineEnd == LineEnd::Cr) {
        finish(1);
        return true;
      }
      if (closed) {
        if (m_scan + 1 >= m_size) {
          if (auto more = fill(); !more) return tl::unexpected(more.error());
        }
        if (m_scan + 1 >= m_size || m_buffer[m_scan + 1] == '\n') {
          ++m_scan;
          continue;
        }
      }
    }
    if (closed) {
      row.badQuotes = true;
      at = At::Plain;
    }
    ++m_scan;
    while (m_scan < m_size) {
      const char p = m_buffer[m_scan];
      if (p == separator || p == '\n' || p == '\r') break;
      ++m_scan;
    }
  }
}

void CsvReader::giveFields(CsvRow& row) {
  const char* start = m_buffer.data() + m_rowStart;
  row.fields.clear();
  m_unescaped.clear();
  m_unescaped.reserve(m_rowEnd - m_rowStart);  // views into it must not move
  for (const Span& span : m_spans) {
    std::string_view text(start + span.begin, span.end - span.begin);
    if (span.doubled) {
      const std::size_t from = m_unescaped.size();
      for (std::size_t i = 0; i < text.size(); ++i) {
        m_unescaped += text[i];
        if (text[i] == m_format.quote && i + 1 < text.size() && text[i + 1] == m_format.quote) ++i;
      }
      text = std::string_view(m_unescaped).substr(from);
    }
    row.fields.push_back(text);
  }
}

base::Status CsvReader::header(CsvRow& row) {
  const auto found = next(row);
  if (!found) return tl::unexpected(found.error());
  const char* remedy = "give a file whose first row names its columns";
  if (!*found) return tl::unexpected(atLine(1, "the file is empty", remedy));
  if (row.fields.size() == maxFields) return tl::unexpected(atLine(row.line, "the first row has more than " + std::to_string(maxFields - 1) + " columns", remedy));
  return {};
}

base::Result<bool> CsvReader::next(CsvRow& row) {
  for (;;) {
    const auto found = scanRow(row);
    if (!found || !*found) return found;
    ++m_number;
    const std::int64_t line = m_line;
    if (m_quoted) m_linesInRow += linesIn({m_buffer.data() + m_rowStart, m_rowEnd - m_rowStart});
    m_line += m_linesInRow + 1;
    if (m_rowEnd == m_rowStart && !m_tooLong) continue;
    // One that came whole into the buffer is too long all the same, wherever in the file it stands.
    if (!m_tooLong && m_rowEnd - m_rowStart > maxRowBytes) {
      m_tooLong = true;
      m_passedOver.assign(m_buffer.data() + m_rowStart, keptOfTooLong);
    }
    row.number = m_number;
    row.line = line;
    row.tooLong = m_tooLong;
    row.fields.clear();
    if (m_tooLong) {
      row.raw = m_passedOver;
    } else {
      row.raw = std::string_view(m_buffer.data() + m_rowStart, m_rowEnd - m_rowStart);
      giveFields(row);
    }
    m_contentEnd = m_rowEnd;
    m_pastRowEnd = false;
    return true;
  }
}

base::Digest CsvReader::prefixDigest() {
  if (m_pastRowEnd) return m_digestAtRowEnd.digest();
  m_digest.raw(base::viewOf({m_buffer.data() + m_hashed, m_contentEnd - m_hashed}));
  m_hashed = m_contentEnd;
  return m_digest.digest();
}

}  // namespace twinlane::transfer
