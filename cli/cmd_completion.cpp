// reorg completion SHELL: a script that completes what is typed after `reorg`. The script asks
// `reorg completion line LINE` at each <Tab>, so that it never falls behind the program.
#include <ostream>

#include "cli/command.hpp"
#include "cli/completing.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {
namespace {

constexpr std::string_view bash_script =
    R"bash(# Completion of reorg for bash. In ~/.bashrc: source <(reorg completion bash)

_reorg() {
  local line=${COMP_LINE:0:COMP_POINT} current=${COMP_WORDS[COMP_CWORD]} answer word kept=
  COMPREPLY=()
  mapfile -t answer < <("${COMP_WORDS[0]/#\~/$HOME}" completion line "$line" 2>/dev/null)

  if [[ ${answer[0]-} == files ]]; then
    [[ $current == = ]] && current=
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
    compopt -o filenames 2>/dev/null
    return
  fi

  # Of key:tencent and --color=never bash replaces only what stands behind the mark.
  word=${line##*[[:blank:]]}
  [[ $word == *[:=]* && $COMP_WORDBREAKS == *:* ]] && kept=${word%"${word##*[:=]}"}

  for word in "${answer[@]:1}"; do
    word=${word%%$'\t'*}
    word=${word#"$kept"}
    case $current in
      \'*) word=${word//\'/\'\\\'\'} ;;
      \"*)
        word=${word//\\/\\\\}
        word=${word//\"/\\\"}
        word=${word//\$/\\\$}
        word=${word//\`/\\\`}
        ;;
      *) printf -v word %q "$word" ;;
    esac
    COMPREPLY+=("$word")
  done
}

complete -F _reorg reorg
)bash";

constexpr std::string_view zsh_script = R"zsh(#compdef reorg
# Completion of reorg for zsh. In ~/.zshrc, behind compinit: source <(reorg completion zsh)

_reorg() {
  local line entry
  local -a answer texts shown
  line="${(j: :)words[1,CURRENT-1]} $IPREFIX$QIPREFIX$PREFIX"
  answer=("${(@f)$(${(Q)words[1]/#\~/$HOME} completion line "$line" 2>/dev/null)}")

  if [[ $answer[1] == files ]]; then
    _files
    return
  fi

  for entry in "${(@)answer[2,-1]}"; do
    texts+=("${entry%%$'\t'*}")
    shown+=("${entry/$'\t'/  -- }")
  done
  # -U: names that differ in case or width from what is typed are meant too.
  (( $#texts )) && compadd -U -l -d shown -a texts
}

if [[ $funcstack[1] == _reorg ]]; then
  _reorg "$@"
else
  compdef _reorg reorg
fi
)zsh";

void print(std::ostream& out, const std::vector<Completion>& words) {
  for (const Completion& c : words) {
    out << c.text;
    if (!c.about.empty()) out << '\t' << c.about;
    out << '\n';
  }
}

}  // namespace

int run_completion(Session& session) {
  std::ostream& out = session.world().out;
  const std::vector<std::string>& words = session.names();
  const std::string what = words.empty() ? "" : words.front();
  if (what == "bash" && words.size() == 1) {
    out << bash_script;
  } else if (what == "zsh" && words.size() == 1) {
    out << zsh_script;
  } else if (what == "names" && words.size() <= 2) {
    print(out, names_beginning(session.store(), words.size() == 1 ? "" : words[1]));
  } else if (what == "line" && words.size() == 2) {
    // Somebody is typing: whatever is wrong, there is nothing to complete, and nothing is said.
    const auto open = [&](const std::string& db) -> const Store* {
      try {
        return db.empty() ? &session.store() : &session.kept().open(db, Store::Access::read);
      } catch (const StoreError&) {
        return nullptr;
      } catch (const UsageError&) {  // no database is named, and none is here
        return nullptr;
      }
    };
    const Completions found = complete(words[1], open);
    out << (found.files ? "files\n" : "words\n");
    print(out, found.words);
  } else {
    throw UsageError("completion: for which shell? bash or zsh",
                     {"reorg completion bash", "reorg completion zsh"});
  }
  return ok;
}

}  // namespace reorg::cli
