// Countries by their codes (ISO 3166-1, two letters) and by what people write for them, so that either finds the other. Pure; within
// the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace twinlane::query {

// How else the country that is named is spelled, small and without marks; nothing for what is none. Letters with marks name none.
std::vector<std::string> otherCountrySpellings(std::string text);

}  // namespace twinlane::query
