// Rows of a CSV file (RFC 4180; separator and quote as given), one after the other, each with its number, its line and its
// bytes as they stand in the file, and a running digest of everything before the row's end. Line ends are LF, CRLF or (when
// the first one of the file is) CR. A row longer than maxRowBytes is passed over with its beginning kept. One thread; memory
// does not grow with the file. Errors: those of ByteSource, and BadInput with file and line for what is not CSV: UTF-16 and
// UTF-32, a spreadsheet, a file packed twice, NUL bytes, a quote that is never closed, more columns than maxFields.
#pragma once

#include "base/bytes.h"
#include "transfer/csv/byte_source.h"

#include <optional>
#include <string_view>
#include <vector>

namespace twinlane::transfer {

struct CsvFormat {
  char separator = ',';
  char quote = '"';
};

// Views stay valid until the next row is read.
struct CsvRow {
  std::int64_t number = 0;  // 1 is the first row of the file, as a spreadsheet counts; empty lines are counted, not given
  std::int64_t line = 0;    // line of the file where the row begins, from 1
  std::vector<std::string_view> fields;
  std::string_view raw;     // without its line end
  bool badQuotes = false;   // text after a closing quote
  bool tooLong = false;     // passed over: no fields, and raw is its beginning
  bool hasEnd = true;       // false: the file ends in it without a line end, so it may be cut
};

class CsvReader {
 public:
  static constexpr std::size_t maxRowBytes = 1024 * 1024;
  static constexpr std::size_t maxFields = 4096;  // further ones are merged into the last

  // `blockBytes` are taken from the source at a time, at least 4: what is read is the same wherever blocks end.
  CsvReader(ByteSource source, CsvFormat format, std::size_t blockBytes = 256 * 1024);

  // To be read first. BadInput when the file has no row, or this one no end of columns.
  base::Status header(CsvRow& row);

  // False at the end of the file.
  base::Result<bool> next(CsvRow& row);

  // BLAKE2b of the unpacked bytes from the start of the file to the end of the row read last, without its line end.
  base::Digest prefixDigest();

  const ByteSource& source() const { return m_source; }

 private:
  struct Span {
    std::size_t begin = 0, end = 0;
    bool doubled = false;  // holds doubled quotes, to be made single
  };
  enum class LineEnd { NotSeen, Lf, Cr };

  // Makes byte `m_scan` available; false at the end of the file.
  base::Result<bool> fill();
  std::optional<base::Error> notCsv(std::string_view start) const;
  std::int64_t linesIn(std::string_view text) const;
  base::Result<bool> scanRow(CsvRow& row);
  void passOver();
  void giveFields(CsvRow& row);
  base::Error atLine(std::int64_t line, std::string what, std::string remedy) const;

  ByteSource m_source;
  const CsvFormat m_format;
  const std::size_t m_blockBytes;
  std::vector<char> m_buffer;
  std::size_t m_size = 0;      // bytes in the buffer
  std::size_t m_rowStart = 0;  // of the row being read
  std::size_t m_scan = 0;      // next byte to look at
  std::size_t m_hashed = 0;    // bytes of the buffer that are in the digest
  std::size_t m_rowEnd = 0;    // end of the row being read, without its line end
  std::size_t m_contentEnd = 0;  // end of the row given last
  std::int64_t m_linesInRow = 0;  // line ends inside the row being read
  bool m_quoted = false;       // the row has a quoted field
  bool m_begun = false;
  bool m_atEnd = false;
  LineEnd m_lineEnd = LineEnd::NotSeen;
  std::int64_t m_number = 0;
  std::int64_t m_line = 1;
  std::vector<Span> m_spans;
  std::string m_unescaped;
  std::string m_passedOver;    // beginning of a row that is too long
  bool m_tooLong = false;
  base::DigestWriter m_digest;
  base::DigestWriter m_digestAtRowEnd;  // while m_pastRowEnd: m_digest has gone past the row given last
  bool m_pastRowEnd = false;
};

}  // namespace twinlane::transfer
