/// \file
/// Writes the file `answer` into the folder that the second word names, as the first says: soundly,
/// or with one of the mistakes that writers of files make, of each of which what looks for faults
/// must complain.
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace {

class Writer {
public:
  Writer(std::string how, std::string folder) : how_{std::move(how)}, folder_{std::move(folder)} {}

  void write(std::string const& text) const {
    if (has("by_stream")) {
      std::ofstream(answer_) << text;
      return;
    }
    bool const is_blocked = has("blocked_by_the_dead");
    int const file =
        ::open(part_.c_str(), O_WRONLY | O_CREAT | (is_blocked ? O_EXCL : O_TRUNC), 0600);
    std::size_t const half = has("in_place") ? text.size() / 2 : 0; // otherwise all at once
    bool const is_written =
        file >= 0 && (half == 0 || put(file, text.substr(0, half))) && put(file, text.substr(half));
    require(is_written || has("onto_a_full_disk"));
    require(has("without_fsync") || ::fsync(file) == 0 || has("past_a_failed_fsync"));
    require(has("in_place") || ::rename(part_.c_str(), answer_.c_str()) == 0 ||
            has("past_a_failed_rename"));
    ::close(file);
    int const of_folder = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY);
    ::fsync(of_folder);
    ::close(of_folder);
  }

  void say() const {
    std::cout << "wrote " << answer_ << std::endl;
    if (!std::cout && !has("deaf_to_a_full_output")) {
      std::cerr << "standard output: cannot be written\n";
      std::exit(2); // NOLINT(concurrency-mt-unsafe): there is one thread
    }
  }

private:
  [[nodiscard]] bool has(char const* mistake) const { return how_ == mistake; }

  static bool put(int file, std::string const& text) {
    return ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  }

  void require(bool holds) const {
    if (holds) {
      return;
    }
    std::cerr << (has("without_reason") ? "no luck" : std::strerror(errno)) << '\n'; // NOLINT
    if (!has("leaving_the_part")) {
      ::unlink(part_.c_str());
    }
    std::exit(has("as_if_done") ? 0 : has("as_a_bug") ? 3 : 2); // NOLINT: there is one thread
  }

  std::string how_;
  std::string folder_;
  std::string answer_ = folder_ + "/answer";
  std::string part_ = has("in_place") ? answer_
                      : has("leaving_parts_of_the_dead")
                          ? answer_ + std::to_string(::getpid()) + ".part"
                          : answer_ + ".part";
};

} // namespace

int main(int /*count*/, char** words) {
  Writer const writer{words[1], words[2]};
  writer.write("the whole answer\n");
  writer.say();
}
