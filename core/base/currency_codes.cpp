#include "base/money.h"

namespace twinlane::base {

namespace {

// A code of three letters is found at a code's beginning only, since a blank ends each.
bool holds(std::string_view codes, Currency currency) { return !currency.empty() && codes.find(currency.toText() + ' ') != std::string_view::npos; }

}  // namespace

bool isInUse(Currency currency) {
  // ISO 4217, list one of 2026 (https://www.six-group.com/en/products-services/financial-information/data-standards.html).
  static constexpr std::string_view codes =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP "
    "LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN "
    "PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS "
    "TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD "
    "XCG XDR XOF XPD XPF XPT XSU XUA YER ZAR ZMW ZWG ";
  return holds(codes, currency);
}

Amount smallestUnit(Currency currency) {
  // The minor units of the same list; all others have two decimals.
  static constexpr std::string_view whole = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ";
  static constexpr std::string_view threeDecimals = "BHD IQD JOD KWD LYD OMR TND ";
  static constexpr std::string_view fourOrNotSaid = "CLF UYW XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XUA ";
  if (!isInUse(currency) || holds(fourOrNotSaid, currency)) return {1};
  if (holds(whole, currency)) return {10'000};
  return {holds(threeDecimals, currency) ? 10 : 100};
}

}  // namespace twinlane::base
