import { ROOT } from "./files.ts";
import type { Notebook } from "../jupyter/notebook.ts";

/** A notebook that was read or run, by the name of its file. */
export interface NotebookSource {
  /** File name without `.ipynb`, such as `09-loss`. */
  name: string;
  nb: Notebook;
}

/** A chapter of the course, written or still to come. */
export interface Chapter {
  number: number;
  slug: string;
  part: string;
  title: string;
  summary: string;
  /** Its notebook; absent while it's to come. */
  nb?: Notebook;
  /** Minutes to read and seconds to run, as its notebook states them. */
  minutesRead?: number;
  secondsRun?: number;
}

/** The chapter map: what `data/chapters.json` holds. */
export interface CourseMap {
  parts: { id: string; title: string }[];
  chapters: Chapter[];
  /** The cell whose chart stands on the home page. */
  hero: { notebook: string; cell: string };
}

/** Reads the chapter map of the course. */
export async function readMap(): Promise<CourseMap> {
  const path = new URL("data/chapters.json", ROOT);
  return JSON.parse(await Deno.readTextFile(path));
}

/**
 * Joins the chapter map with the notebooks there are.
 *
 * @param map the chapter map
 * @param notebooks the notebooks, in any order
 * @returns all chapters in order, those with a notebook carrying it
 * @throws {Error} when a notebook stands nowhere on the map
 */
export function joinChapters(
  map: CourseMap,
  notebooks: NotebookSource[],
): Chapter[] {
  const lost = notebooks.find(({ name }) =>
    !map.chapters.some((chapter) => chapter.slug === name)
  );
  if (lost) {
    throw new Error(
      `Notebook "${lost.name}" is not on the map: add it to data/chapters.json`,
    );
  }
  return map.chapters.map((chapter) => {
    const nb = notebooks.find(({ name }) => name === chapter.slug)?.nb;
    const course = nb?.metadata.course;
    return {
      ...chapter,
      nb,
      title: course?.title ?? chapter.title,
      summary: course?.summary ?? chapter.summary,
      minutesRead: course?.minutesRead,
      secondsRun: course?.secondsRun,
    };
  });
}
