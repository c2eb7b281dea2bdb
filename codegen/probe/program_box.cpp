#include "equivarify/codegen/probe/program_box.hpp"

#include "equivarify/codegen/probe/black_box_error.hpp"
#include "equivarify/codegen/process/child_process.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <iterator>

#include <dlfcn.h>
#include <unistd.h>

namespace equivarify::codegen {

namespace {

using algebra::probe::Array;
using Arrays = std::vector<Array>;

/// How many bytes a black box may write too many, so that the message can say how many it wrote.
constexpr std::size_t leeway = 65'536;

/// What both kinds of black box have in common when they are asked.
struct Question {
  std::string name; ///< how messages call the black box
  Arrays const& inputs;
  std::size_t output_size;
  ArrayFormat format;
  double timeout;
};

std::string last_words(ChildOutcome const& outcome) {
  std::string words = outcome.last_words;
  while (!words.empty() && words.back() == '\n') {
    words.pop_back();
  }
  return words.empty() ? "" : fmt::format("\n  its last words: {}", words);
}

/// How a child ended that should not have; nothing if it ended well.
std::string failure_of(ChildOutcome const& outcome, double timeout) {
  if (outcome.timed_out) {
    return fmt::format("did not end within {} seconds", timeout);
  }
  // A shell says of what a signal ended that its exit code was 128 and the signal.
  int const signal = outcome.exit_code > 128 ? outcome.exit_code - 128 : outcome.signal;
  if (signal != 0) {
    return fmt::format("was ended by signal {} ({})", signal, sigdescr_np(signal));
  }
  return outcome.exit_code == 0 ? "" : fmt::format("ended with exit code {}", outcome.exit_code);
}

[[noreturn]] void
refuse(Question const& question, ChildOutcome const& outcome, std::string const& what) {
  throw BlackBoxError(fmt::format("{} {}{}", question.name, what, last_words(outcome)));
}

/// Where the black box stopped answering.
std::string progress(Question const& question, std::size_t answered) {
  if (answered >= question.inputs.size()) {
    return "after its last answer";
  }
  return fmt::format("after {} of {} answers; the next input is {}",
                     answered,
                     question.inputs.size(),
                     start_of(question.inputs[answered]));
}

std::string amount(Question const& question, ChildOutcome const& outcome, std::size_t arrays) {
  if (question.format == ArrayFormat::text) {
    return fmt::format("{} lines", arrays);
  }
  return fmt::format("{} bytes, {:.4g} arrays of {} floats",
                     outcome.output.size(),
                     static_cast<double>(outcome.output.size()) /
                         static_cast<double>(4 * question.output_size),
                     question.output_size);
}

Arrays read_answers(Question const& question, ChildOutcome const& outcome) {
  try {
    return decode(outcome.output, question.format, question.output_size);
  } catch (BlackBoxError const& error) {
    refuse(question, outcome, fmt::format("wrote what is no array: {}", error.what()));
  }
}

void require_whole_answer(Question const& question,
                          ChildOutcome const& outcome,
                          Arrays const& answers) {
  std::size_t const count = question.inputs.size();
  bool const exact = question.format == ArrayFormat::text ||
                     outcome.output.size() == 4 * count * question.output_size;
  if (answers.size() != count || !exact || outcome.overflowed) {
    refuse(question,
           outcome,
           fmt::format("wrote {}{}; expected {} arrays of {}, one for each input",
                       outcome.overflowed ? "at least " : "",
                       amount(question, outcome, answers.size()),
                       count,
                       question.output_size));
  }
}

Arrays answer(Question const& question, ChildOutcome const& outcome) {
  std::string const failure = failure_of(outcome, question.timeout);
  if (!outcome.overflowed && !failure.empty()) {
    std::size_t const whole = question.format == ArrayFormat::text
                                  ? static_cast<std::size_t>(std::count(
                                        outcome.output.begin(), outcome.output.end(), '\n'))
                                  : outcome.output.size() / (4 * question.output_size);
    refuse(question, outcome, fmt::format("{} {}", failure, progress(question, whole)));
  }
  Arrays answers = read_answers(question, outcome);
  require_whole_answer(question, outcome, answers);
  for (Array const& array : answers) {
    if (array.size() != question.output_size) {
      refuse(question,
             outcome,
             fmt::format(
                 "wrote a line of {} numbers; expected {}", array.size(), question.output_size));
    }
  }
  return answers;
}

ChildLimits limits_of(Question const& question) {
  return {.seconds = question.timeout,
          .output =
              longest_encoding(question.format, question.inputs.size(), question.output_size) +
              leeway};
}

using Evaluate = int (*)(float const*, std::size_t, float*, std::size_t);

/// Calls a function of a shared library for one input after another; lives in the child.
class LibraryCaller {
public:
  LibraryCaller(LibraryBox const& box, Arrays const& inputs) : box_{box}, inputs_{inputs} {}

  int run() {
    // What the library prints must not be taken for its answers.
    answers_ = dup(STDOUT_FILENO);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    void* const library = dlopen(box_.file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
      return complain(fmt::format("cannot be loaded: {}", dlerror())); // NOLINT: one thread
    }
    void* const symbol = dlsym(library, box_.function.c_str());
    if (symbol == nullptr) {
      return complain(fmt::format("has no function '{}' with C linkage", box_.function));
    }
    auto const evaluate = reinterpret_cast<Evaluate>(symbol); // NOLINT: what dlsym is made for
    return std::all_of(inputs_.begin(),
                       inputs_.end(),
                       [&](Array const& input) { return answer(evaluate, input); })
               ? 0
               : 1;
  }

private:
  static constexpr std::size_t guard_size = 64;

  /// A NaN that no computation makes, to find what was not written.
  static float untouched() { return std::bit_cast<float>(0x7fdecafeU); }

  static bool is_untouched(float value) {
    return std::bit_cast<std::uint32_t>(value) == std::bit_cast<std::uint32_t>(untouched());
  }

  static int complain(std::string const& message) {
    return write(STDERR_FILENO, message.data(), message.size()) < 0 ? 2 : 1;
  }

  bool answer(Evaluate evaluate, Array const& input) {
    std::vector<float> const floats{input.begin(), input.end()};
    std::vector<float> output(box_.output_size + guard_size, untouched());
    int const code = evaluate(floats.data(), floats.size(), output.data(), box_.output_size);
    if (code != 0) {
      complain(fmt::format("'{}' returned {}, expected 0", box_.function, code));
      return false;
    }
    auto const end = output.begin() + static_cast<std::ptrdiff_t>(box_.output_size);
    if (!std::all_of(end, output.end(), is_untouched)) {
      complain(fmt::format("'{}' wrote past the end of its output", box_.function));
      return false;
    }
    auto const gap = std::find_if(output.begin(), end, is_untouched);
    if (gap != end) {
      complain(fmt::format(
          "'{}' left entry {} of its output unwritten", box_.function, gap - output.begin()));
      return false;
    }
    return send(encode({{output.begin(), end}}, ArrayFormat::binary));
  }

  [[nodiscard]] bool send(std::string const& bytes) const {
    for (std::size_t done = 0; done < bytes.size();) {
      ssize_t const written = write(answers_, bytes.data() + done, bytes.size() - done);
      if (written <= 0) {
        return false;
      }
      done += static_cast<std::size_t>(written);
    }
    return true;
  }

  LibraryBox const& box_;
  Arrays const& inputs_;
  int answers_ = -1;
};

} // namespace

algebra::probe::BlackBox make_black_box(ProgramBox const& box) {
  return [box](Arrays const& inputs) {
    Question const question{.name = fmt::format("the program '{}'", box.command),
                            .inputs = inputs,
                            .output_size = box.output_size,
                            .format = box.format,
                            .timeout = box.timeout};
    auto const body = [&box] {
      execl("/bin/sh", "sh", "-c", box.command.c_str(), nullptr); // NOLINT: as exec has it
      return 127;
    };
    return answer(question, run_in_child(body, encode(inputs, box.format), limits_of(question)));
  };
}

algebra::probe::BlackBox make_black_box(LibraryBox const& box) {
  return [box](Arrays const& inputs) {
    Question const question{.name = fmt::format("the library '{}'", box.file),
                            .inputs = inputs,
                            .output_size = box.output_size,
                            .format = ArrayFormat::binary,
                            .timeout = box.timeout};
    auto const body = [&] { return LibraryCaller{box, inputs}.run(); };
    return answer(question, run_in_child(body, "", limits_of(question)));
  };
}

} // namespace equivarify::codegen
