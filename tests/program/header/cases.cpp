// What a user's program does with the one header of netone: cases NAME. Prints what it finds.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "netone.hpp"

#ifndef EQUIVARIFY_NO_THREADS
#include <thread>
#endif

namespace {

using Model = netone::Model;
constexpr std::size_t pixel_count = Model::channels * Model::rows * Model::columns;
constexpr std::size_t label_count = Model::order * Model::classes;

/// Numbers from -0.1 to 0.1, the same everywhere.
float next_number() {
  static std::uint32_t state = 1;
  state = state * 1664525U + 1013904223U;
  return (static_cast<float>(state >> 8U) / 16777216.0F - 0.5F) * 0.2F;
}

std::unique_ptr<Model::Weights> some_weights() {
  auto weights = std::make_unique<Model::Weights>();
  for (auto const& parameter : Model::parameters(*weights)) {
    for (float& value : parameter.values) {
      value = next_number();
    }
  }
  return weights;
}

std::vector<float> some_images(std::size_t count) {
  std::vector<float> images(count * pixel_count);
  for (float& value : images) {
    value = next_number();
  }
  return images;
}

/// A weight file in memory, the dense weight with the shape \p shape in its header.
std::vector<unsigned char> weight_file(Model::Weights& weights, std::string const& shape) {
  std::string header = R"({"__metadata__":{"spec_sha256":")";
  header += std::string(Model::spec_sha256) + "\"}";
  std::vector<unsigned char> values;
  for (auto const& parameter : Model::parameters(weights)) {
    std::string const begin = std::to_string(values.size());
    for (float const value : netone::rt::to_file_order(parameter)) {
      auto const bits = std::bit_cast<std::uint32_t>(value);
      for (unsigned shift = 0; shift < 32; shift += 8) {
        values.push_back(static_cast<unsigned char>(bits >> shift & 0xffU));
      }
    }
    header += ",\"" + parameter.name + R"(":{"dtype":"F32","shape":)";
    header += parameter.name == "dense1.weight" ? shape : netone::rt::shape_text(parameter.shape);
    header += ",\"data_offsets\":[" + begin + "," + std::to_string(values.size()) + "]}";
  }
  header += "}";
  std::vector<unsigned char> file(8);
  for (std::size_t i = 0; i < 4; ++i) {
    file[i] = static_cast<unsigned char>(header.size() >> (8 * i) & 0xffU);
  }
  file.insert(file.end(), header.begin(), header.end());
  file.insert(file.end(), values.begin(), values.end());
  return file;
}

/// The bits of the logits of eight images, and the answer to the first.
void print_logits(Model::Weights const& weights) {
  netone::rt::ThreadPool pool(1);
  Model::Engine engine(pool);
  engine.load(weights);
  std::vector<float> const images = some_images(8);
  std::vector<float> logits(8 * label_count);
  engine.forward(images, logits);
  for (float const logit : logits) {
    std::printf("%a\n", static_cast<double>(logit));
  }
  netone::rt::Answer const answer =
      netone::rt::best_answers<Model>(std::span(logits).first(label_count));
  for (auto const& [element, label] : answer.best) {
    std::printf("%s %s %d\n",
                std::string(Model::element_labels[element]).c_str(),
                std::string(Model::class_names[label]).c_str(),
                answer.class_probability > 1.0 / label_count ? 1 : 0);
  }
}

#ifndef EQUIVARIFY_NO_THREADS
/// Two threads at once, each with an engine of its own or both with one, and one pool.
void run_two_threads(bool one_engine) {
  netone::rt::ThreadPool pool(2);
  auto const weights = some_weights();
  std::vector<float> const images = some_images(32);
  std::vector<float> expected(32 * label_count);
  Model::Engine first(pool);
  Model::Engine second(pool);
  first.load(*weights);
  second.load(*weights);
  first.forward(images, expected);
  std::atomic<int> runs{0};
  std::atomic<int> wrong{0};
  auto const work = [&](Model::Engine& engine) {
    std::vector<float> logits(expected.size());
    for (int i = 0; i < 300; ++i) {
      try {
        engine.forward(images, logits);
        wrong += logits == expected ? 0 : 1;
      } catch (std::logic_error const&) {
        // one engine in two threads: refused, not wrong
      }
      ++runs;
    }
  };
  std::thread a([&] { work(first); });
  std::thread b([&] { work(one_engine ? first : second); });
  a.join();
  b.join();
  std::printf("%d runs, %d wrong\n", runs.load(), wrong.load());
}
#endif

#if EQUIVARIFY_HAS_EXCEPTIONS
template <typename F>
void print_refusal(F const& f) {
  try {
    f();
    std::printf("taken\n");
  } catch (std::exception const& error) {
    std::printf("%s\n", error.what());
  }
}

void try_sizes() {
  netone::rt::ThreadPool pool(1);
  Model::Engine engine(pool);
  std::vector<float> logits(label_count);
  print_refusal([&] { engine.forward(some_images(2), logits); });
  print_refusal([&] { engine.forward(std::vector<float>(pixel_count - 1), logits); });
  print_refusal([&] { engine.forward({}, {}); });
  print_refusal([&] { (void)netone::rt::best_answers<Model>(std::vector<float>(5)); });
}

void try_weights() {
  auto const weights = some_weights();
  auto const try_file = [](std::vector<unsigned char> const& file) {
    print_refusal([&] { (void)Model::read_weights(std::span(file)); });
  };
  std::vector<unsigned char> const good = weight_file(*weights, "[3, 576]");
  try_file(good);
  try_file(weight_file(*weights, "[576, 3]"));
  try_file(weight_file(*weights, "[3, 4, 144]"));
  try_file({good.begin(), good.end() - 1});
  try_file({good.begin(), good.begin() + 7});
  std::vector<unsigned char> other = good;
  other[60] = other[60] == '0' ? '1' : '0'; // a digit of the digest
  try_file(other);
  std::vector<unsigned char> wrong = good;
  wrong.back() = 0x7f; // the last number is none
  wrong[wrong.size() - 2] = 0xc0;
  try_file(wrong);
}
#endif

} // namespace

int main(int, char** arguments) {
  std::string const name = arguments[1];
  if (name == "logits") {
    print_logits(*some_weights());
  }
#ifdef WITH_TRAINED_WEIGHTS
  if (name == "trained") {
    print_logits(*Model::trained_weights());
  }
#endif
  if (name == "write") {
    auto const weights = some_weights();
    for (unsigned char const byte : weight_file(*weights, "[3, 576]")) {
      std::putchar(byte);
    }
  }
#ifndef EQUIVARIFY_NO_THREADS
  if (name == "two_engines" || name == "one_engine") {
    run_two_threads(name == "one_engine");
  }
#endif
#if EQUIVARIFY_HAS_EXCEPTIONS
  if (name == "sizes") {
    try_sizes();
  }
  if (name == "weights") {
    try_weights();
  }
#endif
}
