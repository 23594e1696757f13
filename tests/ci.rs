//! The files for continuous integration: what can be executed here is executed, as it is written
//! there; of the rest the form is checked, with the program's own reader of YAML.

#![expect(clippy::disallowed_methods, reason = "these tests read the repository's own files")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use nashr::base::{Source, SourceId};
use nashr::manifest::load;
use nashr::manifest::node::{Codes, Node, Value};

#[expect(dead_code, reason = "only projects are needed here, not what runs of them say")]
mod support;

use support::Project;

/// A file of the repository.
fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &str) -> String {
    std::fs::read_to_string(repository(path)).expect("a file of the repository")
}

fn yaml(text: &str) -> Node {
    let source = Source::new("file.yaml", text);
    load::parse(&source, SourceId(0), 0..text.len(), Codes::MANIFEST)
        .unwrap_or_else(|problems| panic!("{problems:?}\n{text}"))
}

/// The node at a path of keys.
fn at<'a>(node: &'a Node, path: &str) -> &'a Node {
    path.split('.').fold(node, |node, key| {
        node.get(key).unwrap_or_else(|| panic!("no key `{key}` of `{path}`"))
    })
}

fn word(node: &Node, path: &str) -> String {
    at(node, path).text().unwrap_or_else(|| panic!("`{path}` is no text")).value
}

fn list<'a>(node: &'a Node, path: &str) -> &'a [Node] {
    at(node, path).items().unwrap_or_else(|| panic!("`{path}` is no list"))
}

/// Three small books, one of them beside the others.
fn catalogue() -> Project {
    let manifest = |title: &str, file: &str| {
        format!(
            "schema: 1\nbook: {{title: {title}, lang: fa}}\ncontents: [{{file: {file}}}]\noutputs: [{{epub: {{}}}}]\n"
        )
    };
    let project = Project::new()
        .file("books/alef/book.yaml", manifest("الف", "text.md"))
        .file("books/alef/text.md", "# یک\n\nمتن.\n")
        .file("books/be.yaml", manifest("ب", "alef/text.md"))
        .file("books/pe/book.yaml", manifest("پ", "text.md"))
        .file("books/pe/text.md", "# سه\n\nمتن.\n")
        .folder("bin");
    let program = env!("CARGO_BIN_EXE_nashr");
    #[cfg(unix)]
    let project = project.link("bin/nashr", program);
    project
}

/// The same with a lock for each book.
fn locked_catalogue() -> Project {
    ["books/alef", "books/be.yaml", "books/pe"]
        .into_iter()
        .fold(catalogue(), |project, book| project.run(&["lock", book]).status(0))
}

/// Runs a program in the project's folder, which has `nashr` in its path.
fn run(project: &Project, program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new(program)
        .args(arguments)
        .current_dir(project.path(""))
        .env("PATH", format!("{}:{path}", project.path("bin").display()))
        .envs(variables.iter().copied())
        .output();
    output.unwrap_or_else(|error| panic!("{program}: {error}"))
}

fn succeed(output: &Output, what: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{what}\nfailed:\n{said}");
}

/// The outputs below `dist`, without `build.json` and without the folders of shares.
fn books_in(project: &Project, folder: &str) -> Vec<(String, Vec<u8>)> {
    let files = project
        .tree()
        .into_iter()
        .filter(|(path, _)| path.starts_with(folder) && !path.ends_with("build.json"));
    let name = |path: String| path.rsplit('/').next().unwrap_or_default().to_owned();
    let mut files: Vec<_> = files.map(|(path, bytes)| (name(path), bytes)).collect();
    files.sort();
    files
}

/// The fenced blocks of a page in `language`.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}");
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while lines.by_ref().any(|line| line == fence) {
        let block = lines.by_ref().take_while(|line| *line != "```");
        blocks.push(block.map(|line| line.to_owned() + "\n").collect());
    }
    blocks
}

#[test]
#[cfg(unix)]
fn the_commands_of_the_guide_work() {
    let commands = blocks(&text("docs/ci.md"), "sh");
    assert_eq!(commands.len(), 4, "a block was added or lost its mark");
    let project = catalogue();
    for command in &commands {
        succeed(&run(&project, "bash", &["-euo", "pipefail", "-c", command], &[]), command);
    }
    let names: BTreeSet<String> = project.tree().into_keys().collect();
    for file in ["dist/alef.epub", "dist/be.epub", "dist/pe.epub", "dist/build.json", "nashr.sarif"]
    {
        assert!(names.contains(file), "{file} was not made: {names:?}");
    }
}

/// What the action's shell steps do, from the action's own file, with the program taken as cached.
#[test]
#[cfg(unix)]
fn the_action_builds() {
    let act = |project: &Project, inputs: &[&str]| {
        let script = repository("scripts/run-action").display().to_string();
        let nashr = ["--nashr", env!("CARGO_BIN_EXE_nashr")];
        run(project, &script, &[&nashr[..], inputs].concat(), &[])
    };
    let said = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();

    let project = locked_catalogue();
    let built = act(&project, &["arguments=--only epub"]);
    succeed(&built, "run-action");
    let given = "it would be given: dist/alef.epub dist/be.epub dist/build.json dist/pe.epub\n";
    assert!(said(&built).contains(given), "{}", said(&built));
    let paths = "dist/alef.epub\ndist/be.epub\ndist/pe.epub\n";
    assert_eq!(String::from_utf8_lossy(&built.stdout), paths);

    let project = project.file("books/pe/text.md", "# سه\n\nمتنی دیگر.\n");
    let stale = act(&project, &["out=out"]);
    assert_eq!(stale.status.code(), Some(4));
    let annotation = "\n::error file=books/pe/book.lock,line=";
    assert!(said(&stale).contains(annotation), "{}", said(&stale));
    let given = "it would be given: out/alef.epub out/be.epub out/build.json\n";
    assert!(said(&stale).contains(given), "{}", said(&stale));

    let project = project.file("books/be.yaml", "schema: 1\nbook: [\n");
    let failed = act(&project, &["locked=false", "out=new", "artifact="]);
    assert_eq!(failed.status.code(), Some(2));
    let annotation = "\n::error file=books/be.yaml,line=2,col=7,";
    assert!(said(&failed).contains(annotation), "{}", said(&failed));
    assert!(said(&failed).ends_with("run-action: upload: left out\n"), "{}", said(&failed));
    assert!(project.path("new/pe.epub").exists());
}

#[test]
fn the_action_is_well_formed() {
    let action = yaml(&text("action.yml"));
    assert_eq!(word(&action, "runs.using"), "composite");
    for key in ["name", "description"] {
        assert!(!word(&action, key).is_empty());
    }
    let inputs: BTreeSet<&str> = at(&action, "inputs")
        .entries()
        .unwrap()
        .iter()
        .map(|(key, _)| key.value.as_str())
        .collect();
    let guide = text("docs/ci.md");
    for input in &inputs {
        assert!(
            guide.contains(&format!("\n| `{input}` |")),
            "the guide does not explain `{input}`"
        );
    }
    let whole = text("action.yml");
    let used = whole.split("${{ inputs.").skip(1).map(|rest| rest.split(' ').next().unwrap());
    assert_eq!(used.collect::<BTreeSet<_>>(), inputs, "an input is not used, or not declared");
    assert!(!whole.contains("secrets."), "the action needs no secret");

    for step in list(&action, "runs.steps") {
        if let Some(action) = step.get("uses").and_then(Node::text) {
            pinned(&action.value);
            continue;
        }
        assert_eq!(word(step, "shell"), "bash");
        let commands = word(step, "run");
        assert!(!commands.contains("${{"), "values come through the environment: {commands}");
        // What the script executes is what a reader of YAML sees.
        let script = repository("scripts/run-action");
        let shown = Command::new(script).args(["--show", &word(step, "id")]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&shown.stdout), commands);
        let checked = Command::new("bash").args(["-n", "-c", &commands]).output().unwrap();
        succeed(&checked, &commands);
    }
}

/// Another action is named with at least its major version.
fn pinned(action: &str) {
    let version = action.split_once("@v").map(|(_, version)| version);
    let is_number = |version: &str| version.chars().all(|c| c.is_ascii_digit() || c == '.');
    assert!(version.is_some_and(|v| !v.is_empty() && is_number(v)), "{action} is not pinned");
}

#[test]
fn the_workflows_of_the_guide_are_well_formed() {
    let inputs = yaml(&text("action.yml"));
    let inputs = at(&inputs, "inputs");
    let workflows: Vec<Node> =
        blocks(&text("docs/ci.md"), "yaml").iter().map(|b| yaml(b)).collect();
    assert_eq!(workflows.len(), 4);
    let mut jobs = 0;
    for workflow in workflows.iter().filter(|workflow| workflow.get("jobs").is_some()) {
        assert_eq!(word(workflow, "permissions.contents"), "read");
        assert!(workflow.get("on").is_some());
        for (_, job) in at(workflow, "jobs").entries().unwrap() {
            jobs += 1;
            assert_eq!(word(job, "runs-on"), "ubuntu-latest");
            for step in list(job, "steps") {
                if let Some(action) = step.get("uses").and_then(Node::text) {
                    pinned(&action.value);
                    let given = step.get("with").and_then(Node::entries).unwrap_or_default();
                    let known = |key: &str| inputs.get(key).is_some();
                    assert!(given.iter().all(|(key, _)| known(&key.value)), "an unknown input");
                }
            }
        }
    }
    assert_eq!(jobs, 3);
    let hooks = list(&workflows[3], "repos")[0].get("hooks").and_then(Node::items).unwrap();
    let offered = yaml(&text(".pre-commit-hooks.yaml"));
    assert_eq!(word(&hooks[0], "id"), word(&offered.items().unwrap()[0], "id"));
}

/// The hook's command, on a book that is good and on one that is not.
#[test]
#[cfg(unix)]
fn the_hook_fails_when_a_book_does() {
    let hooks = yaml(&text(".pre-commit-hooks.yaml"));
    let hook = &hooks.items().unwrap()[0];
    assert_eq!(word(hook, "language"), "rust");
    assert_eq!(at(hook, "pass_filenames").value, Value::Bool(false));
    let entry = word(hook, "entry") + " books";
    let project = catalogue();
    succeed(&run(&project, "sh", &["-c", &entry], &[]), &entry);
    let project = project.file("books/be.yaml", "schema: 2\n");
    assert_eq!(run(&project, "sh", &["-c", &entry], &[]).status.code(), Some(2));
}

/// GitLab's jobs, Kubernetes' pods and Slurm's tasks build all books between them, and the same
/// bytes as one build of all.
#[test]
#[cfg(unix)]
fn numbered_jobs_build_everything_between_them() {
    let gitlab = yaml(&text("ci/gitlab.yml"));
    let template = gitlab.get(".nashr").expect("the template");
    let gitlab = list(template, "script")[0].text().unwrap().value;
    assert_eq!(list(template, "artifacts.paths")[0].text().unwrap().value, "dist");

    let pods = yaml(&text("ci/kubernetes.yaml"));
    assert_eq!(word(&pods, "spec.completionMode"), "Indexed");
    let count: u32 = word(&pods, "spec.completions").parse().unwrap();
    let container = &list(&pods, "spec.template.spec.containers")[0];
    let kubernetes = list(container, "args")[0].text().unwrap().value;

    let slurm = text("ci/slurm.sh");
    assert!(slurm.contains("#SBATCH --array=1-8\n"));

    let whole = catalogue().run(&["build", "books"]).status(0);
    let expected = books_in(&whole, "dist/");
    assert_eq!(expected.len(), 3);
    let jobs = |variable: &str, from: u32, count: u32, rest: &[(&str, &str)], command: &str| {
        let project = locked_catalogue();
        for index in from..from + count {
            let index = index.to_string();
            let variables = [&[(variable, index.as_str())], rest].concat();
            succeed(&run(&project, "sh", &["-c", command], &variables), command);
        }
        assert!(books_in(&project, "dist/") == expected, "{command}");
    };
    let arguments = word(template, "variables.NASHR_ARGUMENTS");
    let given = [("NASHR_BOOKS", "books"), ("NASHR_ARGUMENTS", arguments.as_str())];
    jobs("CI_NODE_INDEX", 1, 3, &[&[("CI_NODE_TOTAL", "3")], &given[..]].concat(), &gitlab);
    jobs("UNRELATED", 1, 1, &given, &gitlab);
    jobs("JOB_COMPLETION_INDEX", 0, count, &[], &kubernetes);
    jobs("SLURM_ARRAY_TASK_ID", 1, 8, &[("SLURM_ARRAY_TASK_COUNT", "8")], &slurm);
}

/// What the container's file copies is there, and it runs as nobody special.
#[test]
fn the_container_is_well_formed() {
    let file = text("Containerfile");
    let instructions: Vec<&str> =
        file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(instructions[0].starts_with("FROM "));
    assert!(
        instructions.iter().filter(|line| line.starts_with("FROM ")).all(|line| line.contains(':'))
    );
    let copies = instructions.iter().filter_map(|line| line.strip_prefix("COPY "));
    for copy in copies.filter(|copy| !copy.starts_with("--from")) {
        let words: Vec<&str> = copy.split(' ').collect();
        let sources = &words[..words.len() - 1];
        assert!(sources.iter().all(|source| repository(source).exists()), "{copy}");
    }
    assert!(instructions.iter().any(|line| line.starts_with("USER ")));
    assert!(instructions.contains(&"ENTRYPOINT [\"nashr\"]"));
    // The base image has the compiler that the program needs.
    let needed = text("Cargo.toml");
    let needed = needed.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap();
    assert!(instructions[0].contains(&format!("rust:{}", needed.trim_matches('"'))), "{needed}");
}
