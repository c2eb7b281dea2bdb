/// \file
/// Something that evaluates a network: a generated program, another framework, the reference.
#ifndef EQUIVARIFY_CODEGEN_AGREE_ENGINE_HPP
#define EQUIVARIFY_CODEGEN_AGREE_ENGINE_HPP

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/probe/black_box.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What an engine computes in one layer: the copies one after another, each flattened channel by
/// channel, row by row.
struct LayerNumbers {
  std::string layer;
  algebra::probe::Array numbers;
};

/// An engine, ready to be asked.
struct Engine {
  std::string name; ///< as it was given: a file
  std::string kind; ///< such as `C99` or `ONNX Runtime 1.30.0`
  /// What comes out for each input, as act_on_answer() takes it. \throws BlackBoxError
  algebra::probe::BlackBox answers;
  /// The values of layers at one input, in order; null where an engine does not show them.
  std::function<std::vector<LayerNumbers>(algebra::probe::Array const&)> layers = nullptr;
  std::string hides_layers{}; ///< why it does not
};

/// How engines are asked.
struct EngineSettings {
  std::size_t batch = 8;     ///< inputs at once; of an engine that can
  std::size_t threads = 1;   ///< likewise
  std::string level = "all"; ///< of ONNX Runtime's optimization of the graph
  std::string packages;      ///< the folder in which npm installed ONNX Runtime; may be empty
  double timeout = 600;      ///< in seconds, for one start of a program
};

/// Why generated C shows no layers, compiled for whatever machine.
inline constexpr char const* overwritten_values =
    "later layers write over the values of earlier ones";

/// An engine cannot be made: a program or package is missing, or a file is not what it should be.
class EngineError : public algebra::Error {
public:
  using Error::Error;
};

} // namespace equivarify::codegen

#endif
