//! To come.
pub fn run(_args: &[String]) -> crate::TaskResult {
    Ok(())
}
