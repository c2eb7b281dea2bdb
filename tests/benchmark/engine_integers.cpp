/// \file
/// The network in integers as an engine of the benchmark; engines.py says what it is asked.
///
/// engine_integers prepare FOLDER makes integers of the weights and images that `prepare` wrote:
/// int8.safetensors as `quantise` does, with the logits int8.f64 by plain loops, and
/// plain.safetensors and plain.f64 of activations that are not cut off below 255, for other
/// engines. engine_integers FOLDER THREADS [direct] is the engine; direct: all multiply-adds of the
/// definition.
#include "equivarify/codegen/integers/description.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/load.hpp"
#include "equivarify/runtime/integer/definition.hpp"
#include "equivarify/runtime/integer/integer_files.hpp"
#include "equivarify/runtime/integer/integer_network.hpp"
#include "equivarify/runtime/integer/quantise.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <span>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
namespace rt = equivarify::runtime;
using namespace equivarify;

std::vector<float> read_floats(fs::path const& path) {
  std::vector<float> values(fs::file_size(path) / sizeof(float));
  std::ifstream(path, std::ios::binary)
      .read(reinterpret_cast<char*>(values.data()),
            static_cast<std::streamsize>(values.size() * sizeof(float)));
  return values;
}

template <typename Number>
void write_numbers(fs::path const& path, std::vector<Number> const& values) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<char const*>(values.data()),
             static_cast<std::streamsize>(values.size() * sizeof(Number)));
}

/// The weights in \p folder, and the logits of as many images as the reference was asked for.
void write_integers(rt::IntegerWeights const& weights,
                    rt::Description const& description,
                    fs::path const& folder,
                    std::string const& name) {
  save_integer_weights(weights, description, folder / (name + ".safetensors"));
  std::vector<float> const images = read_floats(folder / "images.f32");
  auto const facts = nlohmann::json::parse(std::ifstream(folder / "network.json"));
  std::vector<double> logits;
  for (std::size_t n = 0; n < facts["checked"].get<std::size_t>(); ++n) {
    std::span<float const> const image =
        std::span(images).subspan(n * description.input_size(), description.input_size());
    for (std::int32_t const sum : rt::evaluate_by_definition(weights, description, image)) {
      logits.push_back(std::ldexp(static_cast<double>(sum), -weights.layers.back().exponent));
    }
  }
  write_numbers(folder / (name + ".f64"), logits);
}

void prepare(fs::path const& folder) {
  codegen::Network const network = codegen::load_network((folder / "spec.json").string());
  rt::Description const description = codegen::integer_description(network);
  auto floats = codegen::random_weights<float>(network, network.seed);
  std::vector<rt::ParameterView> views;
  for (auto& parameter : floats) {
    views.push_back({.name = parameter.name, .shape = parameter.shape, .values = parameter.values});
  }
  std::vector<float> const images = read_floats(folder / "images.f32");
  rt::ThreadPool pool(1);
  rt::IntegerNetwork const plain(quantise(description, views, images, {}, pool), description, pool);
  write_integers(plain.weights(), description, folder, "plain");
  rt::QuantiseOptions options;
  options.highest = plain.engine().caps_for_tiles(plain.weights());
  write_integers(quantise(description, views, images, options, pool), description, folder, "int8");
}

class Engine {
public:
  Engine(fs::path const& folder, std::size_t threads, rt::IntegerForm form)
      : network_{codegen::load_network((folder / "spec.json").string())},
        description_{codegen::integer_description(network_)}, pool_{threads},
        weights_{rt::load_integer_weights(description_, folder / "int8.safetensors")},
        engine_{weights_, description_, pool_, rt::integer_kernels().front(), form},
        images_{read_floats(folder / "images.f32")} {}

  void forward(std::size_t batch) {
    sums_.resize(batch * description_.labels());
    engine_.forward(std::span(images_).first(batch * description_.input_size()), sums_);
  }

  [[nodiscard]] std::vector<float> logits() const {
    std::vector<float> result;
    for (std::int32_t const sum : sums_) {
      result.push_back(std::ldexp(static_cast<float>(sum), -weights_.layers.back().exponent));
    }
    return result;
  }

private:
  codegen::Network network_;
  rt::Description description_;
  rt::ThreadPool pool_;
  rt::IntegerWeights weights_;
  rt::IntegerEngine engine_;
  std::vector<float> images_;
  std::vector<std::int32_t> sums_;
};

std::string answer(Engine& engine, std::istringstream request) {
  using Clock = std::chrono::steady_clock;
  std::string what;
  std::size_t batch = 0;
  request >> what >> batch;
  engine.forward(batch);
  if (what == "logits") {
    std::string path;
    request >> path;
    write_numbers(path, engine.logits());
    return "{}";
  }
  double seconds = 0;
  request >> seconds;
  std::size_t runs = 0;
  double passed = 0;
  for (auto const start = Clock::now(); passed < seconds;
       passed = std::chrono::duration<double>(Clock::now() - start).count()) {
    engine.forward(batch);
    ++runs;
  }
  return nlohmann::json{{"runs", runs}, {"seconds", passed}}.dump();
}

} // namespace

int main(int count, char** arguments) {
  try {
    std::vector<std::string> const words(arguments, arguments + count);
    if (words.at(1) == "prepare") {
      prepare(words.at(2));
      return 0;
    }
    Engine engine(words[1],
                  std::stoul(words.at(2)),
                  count > 3 ? rt::IntegerForm::direct : rt::IntegerForm::fastest);
    std::cout << R"({"version": "this revision"})" << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
      std::cout << answer(engine, std::istringstream(line)) << std::endl;
    }
    return 0;
  } catch (std::exception const& error) {
    std::cerr << "engine_integers: " << error.what() << '\n';
    return 2;
  }
}
