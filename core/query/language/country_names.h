// Countries by their codes (ISO 3166-1, two letters) and by what people write for them, so that either finds the other. Pure; within
// the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace twinlane::query {

// How else the country that is named is spelled. Both folded, small and without marks; nothing for what is none.
std::vector<std::string> otherCountrySpellings(std::string_view folded);

}  // namespace twinlane::query
