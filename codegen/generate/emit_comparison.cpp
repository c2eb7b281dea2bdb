#include "equivarify/codegen/generate/emit_comparison.hpp"

#include "equivarify/codegen/generate/c_names.hpp"
#include "equivarify/codegen/generate/names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace equivarify::codegen {

namespace {

/// {0} is the name of the network, {1} its namespace, {2} the tensors in the order of the input
/// file, {3} where the weights come from, {4} the shown values.
constexpr char const* program = R"(#include "{0}.hpp"

#include <fstream>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {{

std::vector<std::string_view> const tensors{{{2}}};

using Model = {1}::Model;

std::vector<float> read_floats(std::istream& file, std::size_t count) {{
  std::vector<float> values(count);
  file.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(count * sizeof(float)));
  return values;
}}

void write_floats(std::ostream& file, float const* values, std::size_t count) {{
  file.write(reinterpret_cast<char const*>(values), static_cast<std::streamsize>(count * sizeof(float)));
}}

using Inference = {1}::rt::InferenceEngine<{1}::Layers, {1}::micro_batch>;

struct Engine : Model::Engine {{
  using Model::Engine::Engine;

  template <std::size_t I>
  void write_map(std::ostream& file) const {{
    auto const& s = {1}::rt::get<I>(*this->Inference::values_.front());
    for (std::size_t i = 0; i < s.size; ++i) {{
      std::size_t const pixel = i % (s.rows * s.columns);
      std::size_t const plane = i / (s.rows * s.columns); // the copy and the channel
      write_floats(file, s.at(pixel / s.columns, pixel % s.columns) + plane, 1);
    }}
  }}

  template <std::size_t I>
  void write_row(std::ostream& file) const {{
    auto const& rows = {1}::rt::get<I>(this->Inference::rows_);
    write_floats(file, rows.data(), rows.size() / {1}::micro_batch);
  }}

  void write_shown([[maybe_unused]] std::ostream& file) const {{
{4}  }}
}};

}} // namespace

int main(int, char** arguments) {{
  std::ifstream input(arguments[1], std::ios::binary);
  std::ofstream output(arguments[2], std::ios::binary);
  std::size_t const count = std::stoul(arguments[3]);
  std::size_t const elements = std::stoul(arguments[4]);
  std::size_t const threads = std::stoul(arguments[5]);
  std::size_t const batch = std::stoul(arguments[6]);
  auto weights = {3};
  auto const parameters = Model::parameters(*weights);
  for (std::string_view const tensor : tensors) {{
    for (auto const& parameter : parameters) {{
      if (parameter.name == tensor) {{
        {1}::rt::from_file_order(parameter, read_floats(input, parameter.values.size()));
      }}
    }}
  }}
  std::size_t const size = Model::channels * Model::rows * Model::columns;
  std::vector<float> const images = read_floats(input, count * size);
  {1}::rt::ThreadPool pool(threads);
  Engine engine(pool);
  engine.load(*weights);
  std::vector<float> turned(images.size());
  std::vector<float> answers(count * Model::output_size);
  auto const evaluate = [&](std::vector<float> const& values) {{
    for (std::size_t n = 0; n < count; n += batch) {{
      std::size_t const rows = batch < count - n ? batch : count - n;
      engine.forward(std::span(values).subspan(n * size, rows * size),
                     std::span(answers).subspan(n * Model::output_size, rows * Model::output_size));
    }}
    write_floats(output, answers.data(), answers.size());
    engine.write_shown(output);
  }};
  evaluate(images);
  for (std::size_t g = 0; g < elements; ++g) {{
    for (std::size_t i = 0; i < images.size(); ++i) {{
      turned[i] = {1}::rt::moved_entry<Model>(images.data() + (i - i % size), g, i % size);
    }}
    evaluate(turned);
  }}
  return input && output.flush() ? 0 : 1;
}}
)";

} // namespace

std::string emit_comparison(std::string const& name, ComparisonProgram const& wanted) {
  std::vector<std::string> literals;
  for (std::string const& tensor : wanted.tensors.value_or(std::vector<std::string>{})) {
    literals.push_back(fmt::format("std::string_view{{{}}}", to_string_literal(tensor)));
  }
  std::string shown;
  for (ShownValue const& value : wanted.shown) {
    shown += fmt::format(
        "    this->template {}<{}>(file);\n", value.is_map ? "write_map" : "write_row", value.step);
  }
  return fmt::format(fmt::runtime(program),
                     name,
                     namespace_of(name),
                     fmt::join(literals, ", "),
                     wanted.tensors ? "std::make_unique<Model::Weights>()"
                                    : "Model::trained_weights()",
                     shown);
}

} // namespace equivarify::codegen
