#include "equivarify/codegen/lift/moved_inputs.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/onnx_file/read_tensor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace equivarify::codegen {
namespace {

std::vector<MovedInput> moved_inputs(OnnxModel const& model,
                                     std::vector<std::size_t> const& sizes) {
  std::vector<MovedInput> inputs;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    inputs.push_back({&model.inputs[i], begin, sizes[i]});
    begin += sizes[i];
  }
  return inputs;
}

/// Whether \p test holds of an entry of \p input and where \p moves takes it from.
template <typename F>
bool any_source(MovedInput const& input, std::vector<SignedSources> const& moves, F const& test) {
  return std::any_of(moves.begin(), moves.end(), [&](SignedSources const& move) {
    auto const begin = move.begin() + static_cast<std::ptrdiff_t>(input.begin);
    return std::any_of(begin, begin + static_cast<std::ptrdiff_t>(input.size), test);
  });
}

bool takes_from_others(MovedInput const& input,
                       std::vector<SignedSources> const& moves,
                       std::size_t whole) {
  return any_source(input, moves, [&](std::uint32_t source) {
    std::size_t const entry = source % whole;
    return entry < input.begin || entry >= input.begin + input.size;
  });
}

void require_one_type(InputRow const& row, std::string const& path) {
  OnnxValue const& first = *row.inputs.front().value;
  for (MovedInput const& input : row.inputs) {
    bool const fits = input.value->type == first.type &&
                      (!row.has_signs || input.value->type == OnnxType::float32);
    if (!fits) {
      throw InputError{
          path,
          {{.pointer = fmt::format("graph, input \"{}\"", input.value->name),
            .summary = "an input that cannot be moved so",
            .found = to_string(input.value->type),
            .expected = row.has_signs
                            ? std::string{"float, where signs change"}
                            : fmt::format("{} as in \"{}\", with which it exchanges entries",
                                          to_string(first.type),
                                          first.name)}}};
    }
  }
}

} // namespace

std::vector<std::int64_t> InputRow::sources_of(MovedInput const& input,
                                               SignedSources const& move) const {
  std::vector<std::int64_t> sources;
  for (std::size_t i = input.begin; i < input.begin + input.size; ++i) {
    std::size_t const entry = move[i] % whole - inputs.front().begin;
    sources.push_back(static_cast<std::int64_t>(move[i] < whole ? entry : entry + size()));
  }
  return sources;
}

std::size_t InputRow::size() const {
  return inputs.back().begin + inputs.back().size - inputs.front().begin;
}

std::vector<InputRow> rows_of(OnnxModel const& model,
                              std::string const& path,
                              std::vector<SignedSources> const& moves,
                              std::vector<std::size_t> const& sizes) {
  std::vector<MovedInput> const inputs = moved_inputs(model, sizes);
  std::size_t const whole = inputs.back().begin + inputs.back().size;
  bool const are_exchanged =
      std::any_of(inputs.begin(), inputs.end(), [&](MovedInput const& input) {
        return takes_from_others(input, moves, whole);
      });
  std::vector<InputRow> rows;
  for (MovedInput const& input : inputs) {
    if (rows.empty() || !are_exchanged) {
      rows.push_back({.inputs = {}, .whole = whole});
    }
    rows.back().inputs.push_back(input);
    rows.back().has_signs =
        rows.back().has_signs ||
        any_source(input, moves, [&](std::uint32_t source) { return source >= whole; });
  }
  for (InputRow const& row : rows) {
    require_one_type(row, path);
  }
  return rows;
}

} // namespace equivarify::codegen
