/// \file
/// What a check of f(g x) against g f(x) found.
#ifndef EQUIVARIFY_RUNTIME_RECORDS_CHECK_RECORD_HPP
#define EQUIVARIFY_RUNTIME_RECORDS_CHECK_RECORD_HPP

#include "equivarify/runtime/records/fields.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// What a comparison of an integer network with its definition found.
struct DefinitionReport {
  std::size_t values = 0; ///< compared
  std::size_t differing = 0;

  static void describe(auto& fields) {
    fields.file("values", &DefinitionReport::values);
    fields.file("differing", &DefinitionReport::differing);
  }
};

/// What the comparison of one output found.
struct OutputCheckRecord {
  std::string name;
  std::string head;
  std::size_t values = 0; ///< compared
  std::size_t differing_bits = 0;

  static void describe(auto& fields) {
    fields.field("name", &OutputCheckRecord::name);
    fields.field("head", &OutputCheckRecord::head);
    fields.field("values", &OutputCheckRecord::values);
    fields.field("differing_bits", &OutputCheckRecord::differing_bits);
  }
};

/// What `NAME check` found on images, bit by bit.
struct CheckRecord {
  Subject subject{};
  std::size_t images = 0;
  std::size_t elements = 0; ///< that were tried
  std::size_t order = 0;    ///< of the group: all elements that there are; 0: nobody said
  std::optional<std::uint64_t> seed{}; ///< by which they were drawn, if not all were
  std::size_t values = 0;              ///< compared
  std::size_t differing_bits = 0;
  std::size_t not_finite = 0;    ///< of the values: they are no numbers
  std::size_t symmetric = 0;     ///< images x with g x = x for a g tried but e
  bool exact = true;             ///< whether the network promises the same bits
  std::size_t deviation_ulp = 0; ///< the largest, of the largest logit
  std::optional<std::vector<OutputCheckRecord>> outputs{}; ///< of a network with outputs
  std::optional<DefinitionReport> definition{};            ///< of an integer network

  static void describe(auto& fields) {
    fields.inlined(&CheckRecord::subject);
    fields.field("images",
                 &CheckRecord::images,
                 NotEmpty{"a check of no images", "a number of images, 1 or more"});
    fields.field("elements", &CheckRecord::elements);
    fields.field("order", &CheckRecord::order, Late{});
    fields.file("seed", &CheckRecord::seed);
    fields.field("values", &CheckRecord::values);
    fields.field("differing_bits", &CheckRecord::differing_bits);
    fields.field("not_finite", &CheckRecord::not_finite, Late{});
    fields.field("symmetric", &CheckRecord::symmetric, Late{});
    fields.field("exact", &CheckRecord::exact, Late{});
    fields.field("deviation_ulp", &CheckRecord::deviation_ulp, Late{});
    fields.field("outputs", &CheckRecord::outputs);
    fields.file("definition", &CheckRecord::definition);
  }
};

} // namespace equivarify::runtime

#endif
