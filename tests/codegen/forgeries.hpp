/// \file
/// Certificates that are forged on the side of the spec, each with the reason to refuse it.
#ifndef EQUIVARIFY_TESTS_CODEGEN_FORGERIES_HPP
#define EQUIVARIFY_TESTS_CODEGEN_FORGERIES_HPP

#include "equivarify/codegen/audit/spec/spec_form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

#include "codegen/certified.hpp"
#include "support/constructed_specs.hpp"

namespace equivarify::codegen {

/// A spec whose map is one dense layer.
inline SpecText flat_spec(std::string group, std::string shape, std::string action) {
  return {.group = std::move(group),
          .shape = std::move(shape),
          .action = std::move(action),
          .network = R"([{"name": "a", "equivarify": "lift", "layers": [
            {"name": "flat", "type": "flatten"}, {"name": "d", "type": "dense", "units": 3}]}])"};
}

/// The small spec on a square of 4x4.
inline SpecText small_c4() {
  return {.shape = "[1, 4, 4]"};
}

/// A certificate that is not to be accepted.
struct Forgery {
  std::string name;
  std::string certificate;
  std::string spec; ///< given with it; none if empty
  std::string expected;
};

/// Makes forgeries of a certificate.
class Forger {
public:
  using json = nlohmann::json;

  explicit Forger(SpecText spec) : spec_{std::move(spec)} {
    good_ = json::parse(certificate_of(spec_.network_of()));
  }

  /// Changes what \p change changes, and the digest with it.
  template <class Change>
  void forge(std::string name, std::string expected, Change const& change) {
    json bad = good_;
    change(bad);
    bad["sha256"] = audit::sha256(bad["spec"].dump());
    add(std::move(name), bad.dump(), "", std::move(expected));
  }

  /// As forge(), where the true spec is given.
  template <class Change>
  void forge_of_spec(std::string name, std::string expected, Change const& change) {
    forge(std::move(name), std::move(expected), change);
    all_.back().spec = spec_.text();
  }

  /// As forge(), of what stands in `spec`.
  template <class Change>
  void forge_spec(std::string name, std::string expected, Change const& change) {
    forge(std::move(name), std::move(expected), [&](json& bad) { change(bad["spec"]); });
  }

  void add(std::string name, std::string text, std::string spec, std::string expected) {
    all_.push_back({std::move(name), std::move(text), std::move(spec), std::move(expected)});
  }

  [[nodiscard]] json const& good() const { return good_; }

  [[nodiscard]] std::vector<Forgery> const& all() const { return all_; }

private:
  SpecText spec_;
  json good_;
  std::vector<Forgery> all_;
};

inline void expect_refused(std::vector<Forgery> const& forgeries) {
  for (Forgery const& forgery : forgeries) {
    EXPECT_THAT(refusal(forgery.certificate, forgery.spec).value_or("accepted"),
                ::testing::StartsWith(forgery.expected))
        << forgery.name;
  }
}

} // namespace equivarify::codegen

#endif
