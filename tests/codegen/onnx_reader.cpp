#include "codegen/onnx_reader.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>
#include <stdexcept>

#include "codegen/onnx_channels.hpp"
#include "codegen/onnx_pointwise.hpp"
#include "codegen/onnx_windows.hpp"
#include "codegen/protobuf_message.hpp"

namespace equivarify::testing {
namespace {

std::size_t size_of(std::vector<std::size_t> const& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>{});
}

template <typename Bits>
Bits little_endian(std::string_view bytes) {
  Bits value = 0;
  for (std::size_t i = 0; i < sizeof(Bits); ++i) {
    value |= static_cast<Bits>(static_cast<unsigned char>(bytes.at(i))) << (8 * i);
  }
  return value;
}

/// TensorProto: dims 1, data_type 2 (1 float, 7 int64), name 8, raw_data 9.
Array read_tensor(Message const& tensor) {
  Array array;
  if (tensor.numbers.contains(1)) { // a scalar has no extents
    for (std::int64_t const extent : tensor.numbers.at(1)) {
      array.shape.push_back(static_cast<std::size_t>(extent));
    }
  }
  std::string_view raw = tensor.bytes.at(9).at(0);
  bool const single = tensor.numbers.at(2).at(0) == 1;
  for (std::size_t const width = single ? 4 : 8; !raw.empty(); raw.remove_prefix(width)) {
    array.values.push_back(
        single ? static_cast<double>(std::bit_cast<float>(little_endian<std::uint32_t>(raw)))
               : static_cast<double>(static_cast<std::int64_t>(little_endian<std::uint64_t>(raw))));
  }
  if (array.values.size() != size_of(array.shape)) {
    throw std::runtime_error("tensor " + tensor.text(8) + " has not the values of its shape");
  }
  return array;
}

/// The operators, as ONNX defines them.
class Node {
public:
  explicit Node(Message const& node) : type_(node.text(4)) {
    if (node.bytes.contains(5)) {
      for (Message const& attribute : node.messages(5)) {
        std::int64_t const kind = attribute.numbers.at(20).at(0);
        if (kind == 1) {
          numbers_[attribute.text(1)] = static_cast<double>(
              std::bit_cast<float>(little_endian<std::uint32_t>(attribute.bytes.at(2).at(0))));
        } else {
          attributes_[attribute.text(1)] = attribute.numbers.at(kind == 7 ? 8 : 3);
        }
      }
    }
  }

  [[nodiscard]] Array run(std::vector<Array> const& in) const {
    if (type_ == "Reshape") {
      return reshape(in.at(0), in.at(1));
    }
    if (type_ == "Gather") {
      return gather(in.at(0), in.at(1));
    }
    if (type_ == "Concat" && attribute("axis") != 1) {
      throw std::runtime_error("concat along another axis than 1");
    }
    if (auto out = run_pointwise(type_, numbers_, in)) {
      return *std::move(out);
    }
    if (auto out = run_on_channels(type_, numbers_, in)) {
      return *std::move(out);
    }
    if (auto out = run_in_windows(type_, attributes_, in)) {
      return *std::move(out);
    }
    if (type_ == "Gemm") {
      return multiply(in.at(0), in.at(1), in.size() > 2 ? &in[2] : nullptr);
    }
    if (type_ == "GlobalAveragePool") {
      return global_mean(in.at(0));
    }
    if (type_ == "Softmax") {
      return softmax(in.at(0));
    }
    throw std::runtime_error("no operator " + type_);
  }

private:
  [[nodiscard]] std::size_t attribute(std::string const& name, std::size_t index = 0) const {
    return static_cast<std::size_t>(attributes_.at(name).at(index));
  }

  static Array reshape(Array in, Array const& shape) {
    std::size_t known = 1;
    for (double const extent : shape.values) {
      known *= extent < 0 ? 1 : static_cast<std::size_t>(extent);
    }
    in.shape.clear();
    for (double const extent : shape.values) {
      in.shape.push_back(extent < 0 ? in.values.size() / known : static_cast<std::size_t>(extent));
    }
    if (size_of(in.shape) != in.values.size()) {
      throw std::runtime_error("a reshape changes the number of values");
    }
    return in;
  }

  [[nodiscard]] Array gather(Array const& in, Array const& indices) const {
    std::size_t const axis = attribute("axis");
    Array out{in.shape, {}};
    out.shape.at(axis) = indices.values.size();
    auto const tail = in.shape.begin() + static_cast<std::ptrdiff_t>(axis);
    std::size_t const block = size_of({tail + 1, in.shape.end()});
    std::size_t const row = *tail * block;
    for (std::size_t begin = 0; begin < in.values.size(); begin += row) {
      for (double const index : indices.values) {
        std::size_t const from = begin + static_cast<std::size_t>(index) * block;
        for (std::size_t i = 0; i < block; ++i) {
          out.values.push_back(in.values.at(from + i));
        }
      }
    }
    return out;
  }

  [[nodiscard]] Array multiply(Array const& in, Array const& matrix, Array const* bias) const {
    if (attribute("transB") != 1) {
      throw std::runtime_error("Gemm with a matrix that is not transposed");
    }
    std::size_t const inputs = matrix.shape.at(1);
    Array out{{in.shape.at(0), matrix.shape.at(0)}, {}};
    for (std::size_t n = 0; n < out.shape[0]; ++n) {
      for (std::size_t unit = 0; unit < out.shape[1]; ++unit) {
        double const* const row = matrix.values.data() + unit * inputs;
        double const* const x = in.values.data() + n * inputs;
        double const start = bias == nullptr ? 0.0 : bias->values.at(unit);
        out.values.push_back(std::inner_product(row, row + inputs, x, start));
      }
    }
    return out;
  }

  static Array global_mean(Array const& in) {
    Array out{{in.shape.at(0), in.shape.at(1), 1, 1}, {}};
    std::size_t const area = in.shape.at(2) * in.shape.at(3);
    for (auto plane = in.values.begin(); plane != in.values.end();) {
      auto const end = plane + static_cast<std::ptrdiff_t>(area);
      out.values.push_back(std::accumulate(plane, end, 0.0) / static_cast<double>(area));
      plane = end;
    }
    return out;
  }

  static Array softmax(Array const& in) {
    Array out = in;
    std::size_t const row = in.shape.at(1);
    for (std::size_t begin = 0; begin < out.values.size(); begin += row) {
      double sum = 0;
      for (std::size_t i = begin; i < begin + row; ++i) {
        sum += out.values[i] = std::exp(out.values[i]);
      }
      for (std::size_t i = begin; i < begin + row; ++i) {
        out.values[i] /= sum;
      }
    }
    return out;
  }

  std::string type_;
  std::map<std::string, std::vector<std::int64_t>> attributes_;
  std::map<std::string, double> numbers_;
};

} // namespace

/// ModelProto: graph 7. GraphProto: node 1, initializer 5, output 12. NodeProto: input 1, output 2.
Array evaluate_onnx(std::string_view file, Array const& images) {
  Message const graph = parse_message(parse_message(file).bytes.at(7).at(0));
  std::map<std::string, Array> values{{"images", images}};
  for (Message const& tensor : graph.messages(5)) {
    values[tensor.text(8)] = read_tensor(tensor);
  }
  for (Message const& node : graph.messages(1)) {
    std::vector<Array> inputs;
    for (std::string const& name : node.texts(1)) {
      inputs.push_back(values.at(name));
    }
    values[node.texts(2).front()] = Node{node}.run(inputs); // the first is all that is used
  }
  std::vector<Array> outputs;
  for (Message const& output : graph.messages(12)) {
    outputs.push_back(values.at(output.text(1)));
  }
  return run_on_channels("Concat", {}, outputs).value();
}

} // namespace equivarify::testing
