//! As much of HTTP/1.1 as a browser needs to read files.

use std::fs;
use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::files::{Found, Site};
use super::mime;

/// A request's head may not be longer.
const LONGEST_HEAD: u64 = 64 * 1024;
/// A silent connection is dropped after this.
const PATIENCE: Duration = Duration::from_secs(60);

/// Whether the body is wanted too.
enum Method {
    Get,
    Head,
}

/// Answers requests on one connection until the browser hangs up.
pub fn answer(stream: TcpStream, site: &Site) -> Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    while let Some(line) = request_line(&mut reader)? {
        let mut words = line.split_whitespace();
        let method = match words.next() {
            Some("GET") => Method::Get,
            Some("HEAD") => Method::Head,
            _ => {
                return status(
                    &mut writer,
                    "405 Method Not Allowed",
                    "Allow: GET, HEAD\r\nConnection: close\r\n",
                );
            }
        };
        let target = words.next().unwrap_or_default();
        respond(&mut writer, &method, site.find(target), shared(target))?;
    }
    Ok(())
}

/// The first line of the next request; its headers are read and ignored.
fn request_line(reader: &mut impl BufRead) -> Result<Option<String>> {
    let mut head = reader.take(LONGEST_HEAD);
    let (mut first, mut line) = (String::new(), String::new());
    if head.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    while head.read_line(&mut line)? > 0 && !line.trim_end().is_empty() {
        line.clear();
    }
    Ok(Some(first))
}

/// What pages of other sites may load, as `_headers` says to hosts that read it.
fn shared(target: &str) -> &'static str {
    let open = ["/embed/v1/", "/api/", "/npm/"].iter().any(|part| target.contains(part));
    if open { "Access-Control-Allow-Origin: *\r\n" } else { "" }
}

fn respond(writer: &mut impl Write, method: &Method, found: Found, shared: &str) -> Result<()> {
    let (path, line) = match found {
        Found::File(path) => (path, "200 OK"),
        Found::Missing(path) => (path, "404 Not Found"),
        Found::Elsewhere(address) => {
            return status(writer, "308 Permanent Redirect", &format!("Location: {address}\r\n"));
        }
        Found::Nothing => return status(writer, "404 Not Found", shared),
    };
    let Ok(body) = fs::read(&path) else { return status(writer, "404 Not Found", "") };
    // While developing, a file of the same name may change at any time.
    let head = format!(
        "HTTP/1.1 {line}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n{shared}\r\n",
        mime::of(&path),
        body.len()
    );
    writer.write_all(head.as_bytes())?;
    match method {
        Method::Get => writer.write_all(&body),
        Method::Head => Ok(()),
    }
}

fn status(writer: &mut impl Write, status: &str, headers: &str) -> Result<()> {
    write!(writer, "HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\n\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exchange(request: &str, found: Found) -> String {
        let line = request_line(&mut request.as_bytes()).unwrap().unwrap();
        let method = if line.starts_with("HEAD") { Method::Head } else { Method::Get };
        let mut written = Vec::new();
        respond(&mut written, &method, found, "").unwrap();
        String::from_utf8(written).unwrap()
    }

    #[test]
    fn answers_with_type_and_length() {
        let file = std::env::temp_dir().join(format!("will-it-run-{}.wasm", std::process::id()));
        fs::write(&file, "abc").unwrap();
        let whole = exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n", Found::File(file.clone()));
        assert!(
            whole.starts_with("HTTP/1.1 200 OK\r\nContent-Type: application/wasm\r\nContent-Length: 3\r\n")
        );
        assert!(whole.ends_with("\r\n\r\nabc"));
        assert!(exchange("HEAD / HTTP/1.1\r\n\r\n", Found::File(file)).ends_with("\r\n\r\n"));
        assert!(exchange("GET / HTTP/1.1\r\n\r\n", Found::Nothing).starts_with("HTTP/1.1 404"));
        assert!(
            exchange("GET / HTTP/1.1\r\n\r\n", Found::Elsewhere("/p/".into())).contains("Location: /p/\r\n")
        );
    }

    #[test]
    fn reads_requests_one_after_another() {
        let mut two = "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\n\r\n".as_bytes();
        assert_eq!(request_line(&mut two).unwrap().unwrap(), "GET /a HTTP/1.1\r\n");
        assert_eq!(request_line(&mut two).unwrap().unwrap(), "GET /b HTTP/1.1\r\n");
        assert_eq!(request_line(&mut two).unwrap(), None);
    }
}
