/** What is told of one scene. */

/** Between backticks stands code. */
export interface SceneTexts {
  readonly title: string
  /** What it shows, and when one uses it: a sentence or two each. */
  readonly shows: string
  readonly use: string
  /** In the order of the card. */
  readonly watch: readonly [string, string, string]
  /** Once it has been played. */
  readonly end: string
  /** Why OAuth 2.1 dropped it. */
  readonly dropped?: string
}

export interface Bilingual {
  readonly en: SceneTexts
  readonly de: SceneTexts
}
