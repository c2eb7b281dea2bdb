/// \file
/// Means that no order of their terms changes, as nodes of an ONNX file.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_MEANS_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_MEANS_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// Adds nodes for means of \p terms vectors of \p size numbers each to \p model. Their names begin
/// with \p name and a slash.
///
/// The mean is that of every other form of a network: positive and negative terms apart, sorted,
/// and added one after another, each sum a node of its own, so that no engine adds them otherwise.
class OnnxMeans {
public:
  OnnxMeans(std::string name, std::size_t terms, std::size_t size, OnnxModel& model);

  /// The mean of the values called \p terms.
  std::string mean_of(std::vector<std::string> const& terms);

  /// The mean of the terms that count, [batch, size]: term k of a number does where the value
  /// \p counts [k] is 1 there, and does not where it is 0. \pre one counts for each number
  std::string mean_of(std::vector<std::string> const& terms,
                      std::vector<std::string> const& counts);

  /// A constant of whole numbers.
  std::string constant(std::string const& name, std::vector<std::int64_t> const& values);

  /// Adds a node; the name of what it gives.
  std::string node(std::string const& type,
                   std::vector<std::string> inputs,
                   std::vector<std::pair<std::string, OnnxAttribute>> const& attributes = {});

  /// 0 - \p value.
  std::string negative(std::string const& value);

private:
  /// The sum of positive and negative terms.
  std::string sum_of(std::vector<std::string> const& terms);

  std::string positive_sum(std::vector<std::string> const& terms);

  std::string name_;
  OnnxModel& model_;
  std::size_t terms_;
  std::string order_; ///< the number of terms; empty until a mean needs it
  std::string row_;
  std::string vector_;
  std::string count_;
  std::vector<std::string> numbers_of_terms_;
  std::size_t nodes_ = 0;
};

} // namespace equivarify::codegen

#endif
