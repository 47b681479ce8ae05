// Why a row is set aside, in words: one table for the page that shows such rows, the command line and README.md. Plain data;
// any thread.
#pragma once

#include <span>
#include <string_view>

namespace twinlane::transfer {

// The last row of a file, which has no line end: it may be cut. The profile says whether such a row is taken in.
inline constexpr const char* unfinishedRow = "unfinished_row";

// A line that stood under another order's number before.
inline constexpr const char* movedLine = "moved_line";
// One that the order has, or one more.
inline constexpr const char* lineExists = "line_exists";
// One that the order has not, while another is not said that it has.
inline constexpr const char* documentDiffers = "document_differs";

struct RowReason {
  std::string_view code;
  std::string_view wrong;   // what is wrong with the row
  std::string_view remedy;  // what would fix it
};

// Whether a reason comes of what is in the shop or in the file besides, so that the row alone does not tell it.
bool isOfOthers(std::string_view code);

// All codes the program gives by itself but those of the fields of roles.
std::span<const RowReason> rowReasons();

// Of a code; what is none of these is the name of a class of the profile.
RowReason rowReason(std::string_view code);

}  // namespace twinlane::transfer
