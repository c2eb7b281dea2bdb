/// \file
/// Headers for training, forged, and what the auditor says of them.
#ifndef EQUIVARIFY_TESTS_CODEGEN_FORGED_HEADER_HPP
#define EQUIVARIFY_TESTS_CODEGEN_FORGED_HEADER_HPP

#include "equivarify/codegen/generate/emit_header.hpp"
#include "equivarify/codegen/generate/passes.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "codegen/passes_certified.hpp"

namespace equivarify::codegen {

using TextExchanges = std::vector<std::pair<std::string, std::string>>;

/// What is forged in the header of a spec, each time after \p after, and the reason of the refusal.
struct ForgedHeader {
  char const* spec;
  std::string after;
  TextExchanges exchanges;
  char const* reason;
};

inline std::string training_header(Plan const& plan) {
  return emit_header(plan, Purpose::training);
}

inline Plan zoo_plan(char const* spec) {
  return lower(load_network(std::string{ZOO_FOLDER} + "/" + spec + ".json"));
}

inline std::string header_refusal(audit::AcceptedPasses const& accepted,
                                  std::string const& header) {
  try {
    static_cast<void>(audit::check_header(accepted, header));
    return "";
  } catch (audit::Refusal const& refusal) {
    return refusal.what();
  }
}

inline std::string forged_header(std::string text, ForgedHeader const& forgery) {
  std::size_t const begin = text.find(forgery.after);
  EXPECT_NE(begin, std::string::npos) << forgery.after;
  for (auto const& [was, is] : forgery.exchanges) {
    std::size_t const at = text.find(was, begin);
    EXPECT_NE(at, std::string::npos) << was;
    text.replace(at, was.size(), is);
  }
  return text;
}

} // namespace equivarify::codegen

#endif
