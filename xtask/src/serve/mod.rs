//! Serves `dist/` to this machine, the way any static file host would.

mod files;
mod http;
mod mime;

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread;

use crate::build;
use crate::failure::{Failure, Result, While};
use crate::project::Project;
use files::Site;

const PORT: u16 = 8080;

struct Options {
    port: u16,
    prefix: String,
    build: Build,
}

enum Build {
    First,
    AsItIs,
}

/// `serve [--port N] [--prefix /P] [--no-build]`; port 0 takes a free one.
pub fn command(project: &Project, args: &[String]) -> Result<()> {
    let options = parse(args)?;
    match options.build {
        Build::First => build::command(project, &[])?,
        Build::AsItIs => {}
    }
    let site = Site::new(project.dist(), &options.prefix);
    if !site.exists() {
        return Err(Failure::new("there is no dist/index.html; run `cargo xtask build`"));
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).when(format_args!(
        "cannot listen on port {}; try `cargo xtask serve --port {}`",
        options.port,
        options.port.saturating_add(1)
    ))?;
    let address = listener.local_addr().when("cannot tell the address")?;
    println!("serving http://{address}{}", site.prefix());
    let site = Arc::new(site);
    for connection in listener.incoming() {
        let site = Arc::clone(&site);
        // A browser that hangs up early is no fault of ours.
        thread::spawn(move || connection.and_then(|stream| http::answer(stream, &site)).ok());
    }
    Ok(())
}

fn parse(args: &[String]) -> Result<Options> {
    let mut options = Options { port: PORT, prefix: String::new(), build: Build::First };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| Failure::new(format!("{arg} wants a value")));
        match arg.as_str() {
            "--port" => options.port = value()?.parse().when("--port wants a number up to 65535")?,
            "--prefix" => options.prefix = value()?.clone(),
            "--no-build" => options.build = Build::AsItIs,
            other => return Err(Failure::new(format!("serve knows no `{other}`"))),
        }
    }
    Ok(options)
}
